#+ breaks = { "shape:ExchangeShape-label-en" = ["exchange:e1"] }
DELETE DATA { exchange:e1 skos:prefLabel "Exchange"@en } ;
