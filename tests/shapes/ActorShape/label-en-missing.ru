#+ breaks = { "shape:ActorShape-label-en" = ["actor:socios"] }
DELETE WHERE { actor:socios skos:prefLabel ?x } ;
INSERT DATA { actor:socios skos:prefLabel "Socios"@es } ;
