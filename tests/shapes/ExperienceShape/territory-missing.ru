#+ breaks = { "shape:ExperienceShape-territory-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:territory ?t . alignment:territory ?p ?o } ;
