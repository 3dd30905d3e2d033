#+ breaks = { "shape:CallStatementShape-basis" = ["call-statement:criterion"] }
DELETE WHERE { call-statement:criterion sab:basis ?x } ;
INSERT DATA { call-statement:criterion sab:basis sab:Derived } ;
