#+ breaks = {}
DELETE WHERE { call:2024 sab:deadline ?x } ;
INSERT DATA { call:2024 sab:deadline "2024-11-07T08:00:00-05:00"^^xsd:dateTime } ;
