#+ breaks = { "shape:FinalistShape-label-unique" = ["finalist:2024-1"] }
INSERT DATA { finalist:2024-1 skos:prefLabel "Other"@en } ;
