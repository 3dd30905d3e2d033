#+ breaks = { "shape:RuleShape-label-en" = ["rule:targets"] }
DELETE WHERE { rule:targets skos:prefLabel ?x } ;
INSERT DATA { rule:targets skos:prefLabel "X"@es } ;
