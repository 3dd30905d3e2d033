#+ breaks = { "shape:CallStatementShape-stated-as-printed" = ["call-statement:criterion"] }
DELETE WHERE { call-statement:criterion sab:asPrinted ?x } ;
INSERT DATA { call-statement:criterion sab:asPrinted "Trabajo con socios" } ;
