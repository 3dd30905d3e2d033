#+ breaks = { "shape:GoodPracticeShape-assistance-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:assistance ?t . alignment:assistance ?p ?o } ;
