#+ breaks = { "shape:CallShape-benefit" = ["call:2024"] }
INSERT DATA { call:2024 sab:benefit area:AH } ;
