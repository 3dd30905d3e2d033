#+ breaks = { "shape:ActorShape-source" = ["actor:socios"] }
DELETE WHERE { actor:socios dcterms:source ?x } ;
