#+ breaks = { "shape:CommitteeSeatShape-basis" = ["committee-seat:2024-oim"] }
DELETE WHERE { committee-seat:2024-oim sab:basis ?x } ;
INSERT DATA { committee-seat:2024-oim sab:basis sab:Derived } ;
