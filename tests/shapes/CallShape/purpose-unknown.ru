#+ breaks = { "shape:CallShape-purpose" = ["call:2024"] }
INSERT DATA { call:2024 sab:purpose area:AH } ;
