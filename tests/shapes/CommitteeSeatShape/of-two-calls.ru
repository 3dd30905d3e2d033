#+ breaks = { "shape:CommitteeSeatShape-call" = ["committee-seat:2024-oim"] }
INSERT DATA { call:board sab:committeeSeat committee-seat:2024-oim } ;
