#+ breaks = { "shape:SourceAnomalyShape-field" = ["anomaly:BP1_AH-1"] }
DELETE WHERE { anomaly:BP1_AH-1 sab:field ?x } ;
