#+ breaks = { "shape:FinalistShape-source" = ["finalist:2024-1"] }
DELETE WHERE { finalist:2024-1 dcterms:source ?x } ;
