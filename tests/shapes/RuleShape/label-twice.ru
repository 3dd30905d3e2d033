#+ breaks = { "shape:RuleShape-label-unique" = ["rule:targets"] }
INSERT DATA { rule:targets skos:prefLabel "Otra"@en } ;
