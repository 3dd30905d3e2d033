#+ breaks = { "shape:CommitteeSeatShape-label-es" = ["committee-seat:2024-oim"] }
DELETE DATA { committee-seat:2024-oim skos:prefLabel "OIM"@es } ;
