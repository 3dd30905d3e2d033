#+ breaks = { "shape:ExchangeShape-fromTerritory" = ["exchange:e1"] }
INSERT DATA { exchange:e1 sab:fromTerritory territory:99 } ;
