#+ breaks = { "shape:ExchangeShape-dates-in-order" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 schema:endDate ?x } ;
INSERT DATA { exchange:e1 schema:endDate "2025-02-28"^^xsd:date } ;
