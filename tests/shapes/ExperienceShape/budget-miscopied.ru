#+ breaks = { "shape:ExperienceShape-budget-as-printed" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:budgetUSD ?n } ;
INSERT DATA { practice:BP1_AH sab:budgetUSD 15000.0 } ;
