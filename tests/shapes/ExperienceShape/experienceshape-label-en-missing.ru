#+ breaks = { "shape:ExperienceShape-label-en" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH skos:prefLabel ?l } ;
INSERT DATA { practice:BP1_AH skos:prefLabel "X"@es } ;
