#+ breaks = { "shape:CallShape-deadline-printed" = ["call:2024"] }
DELETE WHERE { call:2024 sab:deadlinePrinted ?x } ;
