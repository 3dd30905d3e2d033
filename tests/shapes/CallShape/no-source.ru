#+ breaks = { "shape:CallShape-source" = ["call:2024"] }
DELETE WHERE { call:2024 dcterms:source ?x } ;
