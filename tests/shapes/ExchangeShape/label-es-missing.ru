#+ breaks = { "shape:ExchangeShape-label-es" = ["exchange:e1"] }
DELETE DATA { exchange:e1 skos:prefLabel "Intercambio"@es } ;
