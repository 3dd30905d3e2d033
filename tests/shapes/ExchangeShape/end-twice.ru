#+ breaks = { "shape:ExchangeShape-endDate" = ["exchange:e1"] }
INSERT DATA { exchange:e1 schema:endDate "2025-07-01"^^xsd:date } ;
