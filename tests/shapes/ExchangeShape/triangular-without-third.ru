#+ breaks = { "shape:ExchangeShape-triangular" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:facilitator ?x } ;
