#+ breaks = { "shape:CallFigureShape-call" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:call ?x } ;
INSERT DATA { call-figure:2024-finalists sab:call call:1999 } ;
