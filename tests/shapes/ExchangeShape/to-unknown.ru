#+ breaks = { "shape:ExchangeShape-toTerritory" = ["exchange:e1"] }
INSERT DATA { exchange:e1 sab:toTerritory country:CO } ;
