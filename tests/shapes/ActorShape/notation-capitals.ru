#+ breaks = { "shape:ActorShape-notation" = ["actor:socios"] }
DELETE WHERE { actor:socios skos:notation ?x } ;
INSERT DATA { actor:socios skos:notation "Socios" } ;
