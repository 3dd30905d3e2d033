#+ breaks = { "shape:CallFigureShape-measure" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:measure ?x } ;
INSERT DATA { call-figure:2024-finalists sab:measure area:AH } ;
