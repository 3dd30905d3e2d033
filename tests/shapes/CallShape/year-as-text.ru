#+ breaks = { "shape:CallShape-callYear" = ["call:2024"] }
DELETE WHERE { call:2024 sab:callYear ?x } ;
INSERT DATA { call:2024 sab:callYear "2024" } ;
