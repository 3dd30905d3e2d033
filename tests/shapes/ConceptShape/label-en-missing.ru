#+ breaks = { "shape:ConceptShape-label-en" = ["verdict:yes"] }
DELETE WHERE { verdict:yes skos:prefLabel ?x } ;
INSERT DATA { verdict:yes skos:prefLabel "X"@es } ;
