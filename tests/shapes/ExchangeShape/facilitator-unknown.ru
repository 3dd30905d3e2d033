#+ breaks = { "shape:ExchangeShape-facilitator" = ["exchange:e1"] }
INSERT DATA { exchange:e1 sab:facilitator actor:nobody } ;
