#+ breaks = { "shape:DecisionShape-source" = ["decision:board-1"] }
DELETE WHERE { decision:board-1 dcterms:source ?x } ;
