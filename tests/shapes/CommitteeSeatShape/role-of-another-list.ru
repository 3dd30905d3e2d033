#+ breaks = { "shape:CommitteeSeatShape-role" = ["committee-seat:2024-oim"] }
DELETE WHERE { committee-seat:2024-oim sab:role ?x } ;
INSERT DATA { committee-seat:2024-oim sab:role area:AH } ;
