#+ breaks = { "shape:ExperienceShape-notation" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH skos:notation ?n } ;
INSERT DATA { practice:BP1_AH skos:notation "bp1_AH" } ;
