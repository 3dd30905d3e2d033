#+ breaks = { "shape:ExchangeStepShape-remark" = ["exchange-step:e1-1"] }
INSERT DATA { exchange-step:e1-1 sab:remark "Visit"@en } ;
