#+ breaks = { "shape:GoodPracticeShape-replicator-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:replicator ?t . alignment:replicator ?p ?o } ;
