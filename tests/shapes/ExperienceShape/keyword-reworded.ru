#+ breaks = { "shape:ExperienceShape-keyword-as-printed" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:keyword "Convenios" } ;
