#+ breaks = { "shape:ExchangeShape-startDate" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 schema:startDate ?x } ;
INSERT DATA { exchange:e1 schema:startDate "marzo de 2025" } ;
