#+ breaks = { "shape:ExperienceShape-label-unique" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH skos:prefLabel "Otra"@en } ;
