#+ breaks = { "shape:CallFigureShape-value" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:value ?x } ;
INSERT DATA { call-figure:2024-finalists sab:value -1.0 } ;
DELETE WHERE { call-figure:2024-finalists sab:basis ?x } ;
INSERT DATA { call-figure:2024-finalists sab:basis sab:Normalised } ;
DELETE WHERE { finalist:2024-1 ?p ?o } ;
