#+ breaks = { "shape:CommitteeSeatShape-source" = ["committee-seat:2024-oim"] }
DELETE WHERE { committee-seat:2024-oim dcterms:source ?x } ;
