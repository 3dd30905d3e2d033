#+ breaks = { "shape:ExperienceShape-anomaly" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:anomaly anomaly:9 } ;
