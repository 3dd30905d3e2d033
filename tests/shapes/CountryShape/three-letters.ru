#+ breaks = { "shape:CountryShape-notation" = ["country:CO"] }
DELETE WHERE { country:CO skos:notation ?x } ;
INSERT DATA { country:CO skos:notation "COL" } ;
