#+ breaks = { "shape:SourceAnomalyShape-field" = ["anomaly:9"] }
INSERT DATA { practice:BP1_AH sab:absence anomaly:9 . anomaly:9 a sab:SourceAnomaly ; sab:field "límites" ; sab:kind anomaly-kind:absent ; sab:resolution "Nada."@es } ;
