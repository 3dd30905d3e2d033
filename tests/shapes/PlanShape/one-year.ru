#+ breaks = {}
DELETE WHERE { plan:pdot sab:planTo ?x } ;
INSERT DATA { plan:pdot sab:planTo "2023"^^xsd:gYear } ;
