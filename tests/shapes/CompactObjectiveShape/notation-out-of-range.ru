#+ breaks = { "shape:CompactObjectiveShape-notation" = ["objective:15"] }
DELETE WHERE { objective:15 skos:notation ?x } ;
INSERT DATA { objective:15 skos:notation "24" } ;
