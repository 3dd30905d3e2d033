#+ breaks = { "shape:ExchangeStepShape-of-one-exchange" = ["exchange-step:e1-1", "exchange-step:e1-2"] }
INSERT { exchange:e2 ?p ?o } WHERE { exchange:e1 ?p ?o FILTER (?p != skos:notation) } ;
INSERT DATA { exchange:e2 skos:notation "e2" } ;
