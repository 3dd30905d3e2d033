#+ breaks = { "shape:ExperienceShape-populationStatus" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:assistedPopulation ?n } ;
INSERT DATA { practice:BP1_AH sab:populationStatus sustainability:low } ;
