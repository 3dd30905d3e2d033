#+ breaks = { "shape:SourceAnomalyShape-resolution" = ["anomaly:BP1_AH-1"] }
DELETE WHERE { anomaly:BP1_AH-1 sab:resolution ?x } ;
