#+ breaks = { "shape:ExchangeShape-giver" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:giver ?x } ;
