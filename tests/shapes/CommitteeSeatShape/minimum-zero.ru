#+ breaks = { "shape:CommitteeSeatShape-minimumMembers" = ["committee-seat:2024-oim"] }
DELETE WHERE { committee-seat:2024-oim sab:minimumMembers ?x } ;
INSERT DATA { committee-seat:2024-oim sab:minimumMembers 0 } ;
