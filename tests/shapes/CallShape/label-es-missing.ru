#+ breaks = { "shape:CallShape-label-es" = ["call:2024"] }
DELETE DATA { call:2024 skos:prefLabel "Convocatoria"@es } ;
