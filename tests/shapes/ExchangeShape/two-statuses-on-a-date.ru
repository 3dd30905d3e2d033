#+ breaks = { "shape:ExchangeShape-status-clear" = ["exchange:e1"] }
DELETE WHERE { exchange-step:e1-1 dcterms:date ?x } ;
INSERT DATA { exchange-step:e1-1 dcterms:date "2025-06-30"^^xsd:date } ;
