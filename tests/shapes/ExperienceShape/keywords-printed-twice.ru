#+ breaks = { "shape:ExperienceShape-keywordsPrinted" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:keywordsPrinted "Acuerdos; " } ;
