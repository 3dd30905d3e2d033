#+ breaks = { "shape:FinalistShape-territory" = ["finalist:2024-1"] }
INSERT DATA { finalist:2024-1 schema:spatialCoverage area:AH } ;
