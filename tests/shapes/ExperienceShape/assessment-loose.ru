#+ breaks = { "shape:ExperienceShape-assessment" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:assessment assessment:9 } ;
