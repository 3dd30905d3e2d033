#+ breaks = { "shape:ExperienceShape-differentiatingFactors-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:differentiatingFactors ?t } ;
