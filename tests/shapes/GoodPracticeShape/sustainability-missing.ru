#+ breaks = { "shape:GoodPracticeShape-sustainability-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:sustainability ?t . alignment:sustainability ?p ?o } ;
