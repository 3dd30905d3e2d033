#+ breaks = { "shape:CountryShape-source" = ["country:CO"] }
DELETE WHERE { country:CO dcterms:source ?x } ;
