#+ breaks = { "shape:ExperienceShape-learnedIn-begun" = ["practice:BP1_AH"] }
DELETE WHERE { exchange-step:e1-2 ?p ?o } ;
DELETE DATA { exchange:e1 sab:step exchange-step:e1-2 } ;
