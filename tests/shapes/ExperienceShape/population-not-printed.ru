#+ breaks = { "shape:ExperienceShape-populationPrinted-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:populationPrinted ?n } ;
