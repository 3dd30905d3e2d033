#+ breaks = { "shape:ExperienceShape-budgetStatus" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:budgetUSD ?n } ;
INSERT DATA { practice:BP1_AH sab:budgetStatus status:malformed , status:not-recorded } ;
