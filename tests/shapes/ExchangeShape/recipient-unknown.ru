#+ breaks = { "shape:ExchangeShape-recipient" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:recipient ?x } ;
INSERT DATA { exchange:e1 sab:recipient actor:nobody } ;
