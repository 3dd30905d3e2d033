#+ breaks = { "shape:GeometryShape-source" = ["geometry:04"] }
DELETE WHERE { geometry:04 dcterms:source ?x } ;
