#+ breaks = { "shape:ExchangeShape-learned" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:learned ?x } ;
INSERT DATA { exchange:e1 sab:learned "It helps"@en } ;
