#+ breaks = { "shape:CallElementShape-label-es" = ["call-element:2024-purpose-1"] }
DELETE DATA { call-element:2024-purpose-1 skos:prefLabel "Aprender"@es } ;
