#+ breaks = { "shape:ExperienceShape-actor-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:actor ?t . alignment:actor ?p ?o } ;
