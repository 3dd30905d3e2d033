#+ breaks = { "shape:DecisionShape-decidedOn" = ["decision:board-1"] }
DELETE WHERE { decision:board-1 sab:decidedOn ?x } ;
INSERT DATA { decision:board-1 sab:decidedOn "2024-11-25T10:00:00-05:00"^^xsd:dateTime } ;
