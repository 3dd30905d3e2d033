#+ breaks = { "shape:SourceDocumentShape-label-es" = ["source:book"] }
DELETE WHERE { source:book skos:prefLabel ?x } ;
INSERT DATA { source:book skos:prefLabel "X"@en } ;
