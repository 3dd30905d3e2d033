#+ breaks = { "shape:ReviewShape-reviewedAt" = ["review:board-1"] }
DELETE WHERE { review:board-1 sab:reviewedAt ?x } ;
INSERT DATA { review:board-1 sab:reviewedAt "2024-11-20T10:00:00"^^xsd:dateTime } ;
