#+ breaks = { "shape:ExperienceShape-assistedPopulation" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:assistedPopulation ?n } ;
INSERT DATA { practice:BP1_AH sab:assistedPopulation 32000.0 } ;
