#+ breaks = { "shape:SourceAnomalyShape-owner" = ["anomaly:BP1_AH-1"] }
INSERT DATA { practice:LA1_GN sab:anomaly anomaly:BP1_AH-1 } ;
