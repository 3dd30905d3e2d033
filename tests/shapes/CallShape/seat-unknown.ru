#+ breaks = { "shape:CallShape-committeeSeat" = ["call:2024"] }
INSERT DATA { call:2024 sab:committeeSeat area:AH } ;
