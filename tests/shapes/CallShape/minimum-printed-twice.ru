#+ breaks = { "shape:CallShape-minimumCriteriaPrinted" = ["call:2024"] }
INSERT DATA { call:2024 sab:minimumCriteriaPrinted "tres" } ;
