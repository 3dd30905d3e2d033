#+ breaks = { "shape:ExperienceShape-keyword-as-printed" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:keywordsPrinted ?x } ;
