#+ breaks = { "shape:CallShape-deadlinePrinted" = ["call:2024"] }
INSERT DATA { call:2024 sab:deadlinePrinted "18/10/2024" } ;
