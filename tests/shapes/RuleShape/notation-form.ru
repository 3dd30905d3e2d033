#+ breaks = { "shape:RuleShape-notation" = ["rule:targets"] }
DELETE WHERE { rule:targets skos:notation ?x } ;
INSERT DATA { rule:targets skos:notation "El libro" } ;
