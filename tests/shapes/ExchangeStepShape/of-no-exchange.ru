#+ breaks = { "shape:ExchangeStepShape-of-one-exchange" = ["exchange-step:e1-1"] }
DELETE DATA { exchange:e1 sab:step exchange-step:e1-1 } ;
