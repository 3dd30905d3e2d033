#+ breaks = { "shape:ExchangeShape-learned-told" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:learned ?x } ;
