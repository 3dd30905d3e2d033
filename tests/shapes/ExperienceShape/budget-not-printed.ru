#+ breaks = { "shape:ExperienceShape-budgetPrinted-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:budgetPrinted ?n } ;
