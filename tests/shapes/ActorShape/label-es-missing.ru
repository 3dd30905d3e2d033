#+ breaks = { "shape:ActorShape-label-es" = ["actor:socios"] }
DELETE WHERE { actor:socios skos:prefLabel ?x . alignment:replicator sab:basis ?b } ;
INSERT DATA { actor:socios skos:prefLabel "Partners"@en . alignment:replicator sab:basis sab:Normalised } ;
