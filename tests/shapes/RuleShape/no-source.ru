#+ breaks = { "shape:RuleShape-source" = ["rule:targets"] }
DELETE WHERE { rule:targets dcterms:source ?x } ;
