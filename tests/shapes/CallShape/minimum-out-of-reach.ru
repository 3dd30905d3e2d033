#+ breaks = { "shape:CallShape-minimum-reachable" = ["call:2024"] }
DELETE WHERE { call:2024 sab:minimumCriteria ?x } ;
INSERT DATA { call:2024 sab:minimumCriteria 2 } ;
