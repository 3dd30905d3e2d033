#+ breaks = { "shape:ActorShape-label-unique" = ["actor:socios"] }
INSERT DATA { actor:socios skos:prefLabel "Socias"@es } ;
