#+ breaks = { "shape:ExperienceShape-budget-as-printed" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:budgetUSD ?n ; sab:budgetPrinted ?t } ;
INSERT DATA { practice:BP1_AH sab:budgetUSD 123456.0 ; sab:budgetPrinted "USD 1.234,56" } ;
