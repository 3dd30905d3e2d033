#+ breaks = { "shape:ConceptShape-label-unique" = ["verdict:yes"] }
INSERT DATA { verdict:yes skos:prefLabel "Otra"@en } ;
