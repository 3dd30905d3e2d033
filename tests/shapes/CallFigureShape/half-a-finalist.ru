#+ breaks = { "shape:CallFigureShape-count-whole" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:value ?x } ;
INSERT DATA { call-figure:2024-finalists sab:value 1.5 } ;
DELETE WHERE { call-figure:2024-finalists sab:basis ?x } ;
INSERT DATA { call-figure:2024-finalists sab:basis sab:Normalised } ;
