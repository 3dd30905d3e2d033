#+ breaks = { "shape:CallShape-deadline" = ["call:2024"] }
INSERT DATA { call:2024 sab:deadline "2024-10-18T23:00:00-05:00"^^xsd:dateTime } ;
