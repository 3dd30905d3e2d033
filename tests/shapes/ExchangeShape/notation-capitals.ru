#+ breaks = { "shape:ExchangeShape-notation" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 skos:notation ?x } ;
INSERT DATA { exchange:e1 skos:notation "E1" } ;
