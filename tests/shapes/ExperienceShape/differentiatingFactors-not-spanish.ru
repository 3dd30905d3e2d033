#+ breaks = { "shape:ExperienceShape-differentiatingFactors" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:differentiatingFactors ?t } ;
INSERT DATA { practice:BP1_AH sab:differentiatingFactors "Some text"@en } ;
