#+ breaks = { "shape:CallStatementShape-asPrinted" = ["call-statement:criterion"] }
DELETE WHERE { call-statement:criterion sab:asPrinted ?x } ;
