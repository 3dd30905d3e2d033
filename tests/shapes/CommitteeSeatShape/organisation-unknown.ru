#+ breaks = { "shape:CommitteeSeatShape-organisation" = ["committee-seat:2024-oim"] }
INSERT DATA { committee-seat:2024-oim sab:seatOrganisation area:AH } ;
