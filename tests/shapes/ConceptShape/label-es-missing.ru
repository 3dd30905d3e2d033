#+ breaks = { "shape:ConceptShape-label-es" = ["verdict:yes"] }
DELETE WHERE { verdict:yes skos:prefLabel ?x } ;
INSERT DATA { verdict:yes skos:prefLabel "X"@en } ;
