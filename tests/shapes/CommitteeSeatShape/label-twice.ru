#+ breaks = { "shape:CommitteeSeatShape-label-unique" = ["committee-seat:2024-oim"] }
INSERT DATA { committee-seat:2024-oim skos:prefLabel "Other"@en } ;
