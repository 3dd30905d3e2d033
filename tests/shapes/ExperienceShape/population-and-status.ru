#+ breaks = { "shape:ExperienceShape-assistedPopulation-or-status" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:populationStatus status:malformed } ;
