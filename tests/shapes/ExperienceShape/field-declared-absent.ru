#+ breaks = { "shape:ExperienceShape-absence" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:contribution ?c } ;
INSERT DATA { practice:BP1_AH sab:absence anomaly:9 . anomaly:9 a sab:SourceAnomaly ; sab:field sab:contribution ; sab:kind anomaly-kind:absent ; sab:resolution "Nada."@es } ;
