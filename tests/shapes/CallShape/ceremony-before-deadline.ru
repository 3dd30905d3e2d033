#+ breaks = { "shape:CallShape-ceremony-after-deadline" = ["call:2024"] }
DELETE WHERE { call:2024 sab:deadline ?x } ;
INSERT DATA { call:2024 sab:deadline "2024-11-17T23:00:00-05:00"^^xsd:dateTime } ;
