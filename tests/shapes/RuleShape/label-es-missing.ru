#+ breaks = { "shape:RuleShape-label-es" = ["rule:targets"] }
DELETE WHERE { rule:targets skos:prefLabel ?x } ;
INSERT DATA { rule:targets skos:prefLabel "X"@en } ;
