#+ breaks = { "shape:ExchangeStepShape-date" = ["exchange-step:e1-1"] }
DELETE WHERE { exchange-step:e1-1 dcterms:date ?x } ;
