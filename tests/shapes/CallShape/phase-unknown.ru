#+ breaks = { "shape:CallShape-phase" = ["call:2024"] }
INSERT DATA { call:2024 sab:phase area:AH } ;
