#+ breaks = { "shape:FinalistShape-label-en" = ["finalist:2024-1"] }
DELETE DATA { finalist:2024-1 skos:prefLabel "Fair"@en } ;
