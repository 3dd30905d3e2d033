#+ breaks = { "shape:CallShape-callYearPrinted" = ["call:2024"] }
INSERT DATA { call:2024 sab:callYearPrinted "2023" } ;
