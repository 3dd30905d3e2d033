#+ breaks = { "shape:ConceptShape-notation" = ["verdict:yes"] }
DELETE WHERE { verdict:yes skos:notation ?x } ;
