#+ breaks = { "shape:GuidingPrincipleShape-notation" = ["principle:b"] }
DELETE WHERE { principle:b skos:notation ?x } ;
INSERT DATA { principle:b skos:notation "k" } ;
