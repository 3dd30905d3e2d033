#+ breaks = { "shape:CallElementShape-label-en" = ["call-element:2024-purpose-1"] }
DELETE DATA { call-element:2024-purpose-1 skos:prefLabel "Learn"@en } ;
