#+ breaks = { "shape:SourceDocumentShape-publisher" = ["source:book"] }
DELETE WHERE { source:book dcterms:publisher ?x } ;
