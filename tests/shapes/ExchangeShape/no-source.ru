#+ breaks = { "shape:ExchangeShape-source" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 dcterms:source ?x } ;
