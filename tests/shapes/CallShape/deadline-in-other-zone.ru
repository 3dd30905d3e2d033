#+ breaks = { "shape:CallShape-deadline" = ["call:2024"] }
DELETE WHERE { call:2024 sab:deadline ?x } ;
INSERT DATA { call:2024 sab:deadline "2024-10-18T04:00:00Z"^^xsd:dateTime } ;
