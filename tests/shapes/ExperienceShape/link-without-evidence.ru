#+ breaks = { "shape:ExperienceShape-link-evidence" = ["practice:BP1_AH"] }
DELETE WHERE { alignment:actor ?p ?o } ;
