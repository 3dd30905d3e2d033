#+ breaks = { "shape:GoalShape-notation" = ["sdg:10"] }
DELETE WHERE { <http://metadata.un.org/sdg/10> skos:notation ?x } ;
INSERT DATA { <http://metadata.un.org/sdg/10> skos:notation "18" } ;
