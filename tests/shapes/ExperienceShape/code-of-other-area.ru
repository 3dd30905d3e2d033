#+ breaks = { "shape:ExperienceShape-code-area" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH skos:notation ?n } ;
INSERT DATA { practice:BP1_AH skos:notation "BP1_GN" } ;
