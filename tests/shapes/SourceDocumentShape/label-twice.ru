#+ breaks = { "shape:SourceDocumentShape-label-unique" = ["source:book"] }
INSERT DATA { source:book skos:prefLabel "Otra"@en } ;
