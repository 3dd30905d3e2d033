#+ breaks = { "shape:ExchangeShape-exchanged" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:exchanged ?x } ;
