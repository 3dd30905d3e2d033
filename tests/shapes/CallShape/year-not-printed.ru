#+ breaks = { "shape:CallShape-callYear-printed" = ["call:2024"] }
DELETE WHERE { call:2024 sab:callYearPrinted ?x } ;
