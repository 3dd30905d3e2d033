#+ breaks = { "shape:CallShape-label-unique" = ["call:2024"] }
INSERT DATA { call:2024 skos:prefLabel "Otra"@es } ;
