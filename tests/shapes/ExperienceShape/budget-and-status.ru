#+ breaks = { "shape:ExperienceShape-budgetUSD-or-status" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:budgetStatus status:malformed } ;
