#+ breaks = { "shape:ActorShape-type" = ["actor:socios"] }
DELETE WHERE { actor:socios org:classification ?x } ;
