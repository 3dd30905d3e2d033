#+ breaks = { "shape:ExperienceShape-learnedIn" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:learnedIn exchange:none } ;
