#+ breaks = { "shape:CallShape-label-en" = ["call:2024"] }
DELETE DATA { call:2024 skos:prefLabel "Call"@en } ;
