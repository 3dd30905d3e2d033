#+ breaks = { "shape:FinalistShape-label-es" = ["finalist:2024-1"] }
DELETE DATA { finalist:2024-1 skos:prefLabel "Feria"@es } ;
