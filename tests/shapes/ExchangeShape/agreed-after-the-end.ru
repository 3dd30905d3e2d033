#+ breaks = { "shape:ExchangeShape-steps-in-order" = ["exchange:e1"] }
DELETE WHERE { exchange-step:e1-1 dcterms:date ?x } ;
INSERT DATA { exchange-step:e1-1 dcterms:date "2025-07-01"^^xsd:date } ;
