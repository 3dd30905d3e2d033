#+ breaks = {}
DELETE WHERE { exchange:e1 schema:endDate ?x } ;
INSERT DATA { exchange:e1 schema:endDate "2025-03-01"^^xsd:date } ;
