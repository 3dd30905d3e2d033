#+ breaks = { "shape:CallStatementShape-link" = ["call-statement:criterion"] }
INSERT DATA { call-statement:criterion sab:link sab:area . call:2024 sab:area call-criterion:association . } ;
