#+ breaks = { "shape:ReviewShape-source" = ["review:board-1"] }
DELETE WHERE { review:board-1 dcterms:source ?x } ;
