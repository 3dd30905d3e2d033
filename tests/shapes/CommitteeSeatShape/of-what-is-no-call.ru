#+ breaks = { "shape:CommitteeSeatShape-call" = ["committee-seat:2024-oim"] }
DELETE WHERE { call:2024 sab:committeeSeat ?x } ;
INSERT DATA { area:AH sab:committeeSeat committee-seat:2024-oim } ;
