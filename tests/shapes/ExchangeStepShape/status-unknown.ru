#+ breaks = { "shape:ExchangeStepShape-exchangeStatus" = ["exchange-step:e1-1"] }
DELETE WHERE { exchange-step:e1-1 sab:exchangeStatus ?x } ;
INSERT DATA { exchange-step:e1-1 sab:exchangeStatus area:AH } ;
