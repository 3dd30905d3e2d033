#+ breaks = { "shape:ExperienceShape-source" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH dcterms:source ?s } ;
