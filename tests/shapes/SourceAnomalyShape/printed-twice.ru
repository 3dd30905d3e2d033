#+ breaks = { "shape:SourceAnomalyShape-asPrinted-required" = ["anomaly:BP1_AH-1"] }
INSERT DATA { anomaly:BP1_AH-1 sab:asPrinted "hallasgo" } ;
