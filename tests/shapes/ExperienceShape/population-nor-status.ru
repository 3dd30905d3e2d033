#+ breaks = { "shape:ExperienceShape-assistedPopulation-or-status" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:assistedPopulation ?n } ;
