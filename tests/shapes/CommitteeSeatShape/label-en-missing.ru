#+ breaks = { "shape:CommitteeSeatShape-label-en" = ["committee-seat:2024-oim"] }
DELETE DATA { committee-seat:2024-oim skos:prefLabel "IOM"@en } ;
