#+ breaks = { "shape:ExperienceShape-objective-required" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:objective ?t . alignment:l-objective ?p ?o } ;
