#+ breaks = { "shape:SourceAnomalyShape-asPrinted-required" = ["anomaly:BP1_AH-1"] }
DELETE WHERE { anomaly:BP1_AH-1 sab:asPrinted ?x } ;
