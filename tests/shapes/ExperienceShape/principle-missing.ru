#+ breaks = { "shape:ExperienceShape-principle-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:principle ?t . alignment:principle ?p ?o } ;
