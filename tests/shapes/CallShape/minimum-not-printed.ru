#+ breaks = { "shape:CallShape-minimumCriteria-printed" = ["call:2024"] }
DELETE WHERE { call:2024 sab:minimumCriteriaPrinted ?x } ;
