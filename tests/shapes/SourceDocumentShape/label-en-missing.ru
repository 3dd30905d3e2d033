#+ breaks = { "shape:SourceDocumentShape-label-en" = ["source:book"] }
DELETE WHERE { source:book skos:prefLabel ?x } ;
INSERT DATA { source:book skos:prefLabel "X"@es } ;
