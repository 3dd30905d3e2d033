#+ breaks = { "shape:SourceAnomalyShape-kind" = ["anomaly:BP1_AH-1"] }
DELETE WHERE { anomaly:BP1_AH-1 sab:kind ?x } ;
INSERT DATA { anomaly:BP1_AH-1 sab:kind area:AH } ;
