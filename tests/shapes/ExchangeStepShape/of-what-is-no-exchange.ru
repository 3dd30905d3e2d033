#+ breaks = { "shape:ExchangeStepShape-of-one-exchange" = ["exchange-step:e1-1"] }
DELETE DATA { exchange:e1 sab:step exchange-step:e1-1 } ;
INSERT DATA { area:AH sab:step exchange-step:e1-1 } ;
