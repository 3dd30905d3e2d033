#+ breaks = { "shape:SourceDocumentShape-notation" = ["source:book"] }
DELETE WHERE { source:book skos:notation ?x } ;
INSERT DATA { source:book skos:notation "El libro" } ;
