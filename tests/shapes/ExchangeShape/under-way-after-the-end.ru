#+ breaks = { "shape:ExchangeShape-steps-in-order" = ["exchange:e1"] }
DELETE WHERE { exchange-step:e1-1 ?p ?x } ;
INSERT DATA { exchange-step:e1-1 a sab:ExchangeStep ; sab:exchangeStatus exchange-status:under-way ; dcterms:date "2025-07-01"^^xsd:date . exchange-status:under-way a skos:Concept ; skos:notation "under-way" ; skos:prefLabel "En marcha"@es , "Under way"@en . } ;
