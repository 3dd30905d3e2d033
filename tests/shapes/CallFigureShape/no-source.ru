#+ breaks = { "shape:CallFigureShape-source" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists dcterms:source ?x } ;
