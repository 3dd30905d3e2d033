#+ breaks = { "shape:ExperienceShape-absence-kind" = ["practice:BP1_AH"], "shape:ExperienceShape-absence" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:absence anomaly:9 . anomaly:9 a sab:SourceAnomaly ; sab:field sab:limitations ; sab:kind anomaly-kind:misprint ; sab:asPrinted "x" ; sab:resolution "Nada."@es } ;
