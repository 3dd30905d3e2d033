#+ breaks = { "shape:CallStatementShape-source" = ["call-statement:criterion"] }
DELETE WHERE { call-statement:criterion dcterms:source ?x } ;
