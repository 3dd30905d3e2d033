#+ breaks = { "shape:CommitteeSeatShape-asPrinted" = ["committee-seat:2024-oim"] }
DELETE WHERE { committee-seat:2024-oim sab:asPrinted ?x } ;
