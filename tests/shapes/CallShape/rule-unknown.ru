#+ breaks = { "shape:CallShape-callRule" = ["call:2024"] }
INSERT DATA { call:2024 sab:callRule area:AH } ;
