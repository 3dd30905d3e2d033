#+ breaks = { "shape:ExperienceShape-assistedPopulation" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:assistedPopulation ?n . practice:BP1_AH sab:populationPrinted ?m } ;
INSERT DATA { practice:BP1_AH sab:assistedPopulation 0 ; sab:populationPrinted "0" } ;
