#+ breaks = { "shape:ActorShape-one-kind" = ["actor:socios"] }
INSERT DATA { actor:socios a org:Organization } ;
