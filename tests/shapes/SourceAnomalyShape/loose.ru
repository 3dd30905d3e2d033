#+ breaks = { "shape:SourceAnomalyShape-owned" = ["anomaly:BP1_AH-1"] }
DELETE WHERE { practice:BP1_AH sab:anomaly ?x } ;
