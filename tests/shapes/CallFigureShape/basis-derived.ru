#+ breaks = { "shape:CallFigureShape-basis" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:basis ?x } ;
INSERT DATA { call-figure:2024-finalists sab:basis sab:Derived } ;
