#+ breaks = { "shape:ExchangeShape-label-unique" = ["exchange:e1"] }
INSERT DATA { exchange:e1 skos:prefLabel "Otro"@es } ;
