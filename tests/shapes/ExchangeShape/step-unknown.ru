#+ breaks = { "shape:ExchangeShape-step" = ["exchange:e1"] }
INSERT DATA { exchange:e1 sab:step exchange-step:none } ;
