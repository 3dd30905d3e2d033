#+ breaks = { "shape:ExchangeShape-call" = ["exchange:e1"] }
INSERT DATA { exchange:e1 sab:call call:1999 } ;
