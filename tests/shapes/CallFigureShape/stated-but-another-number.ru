#+ breaks = { "shape:CallFigureShape-stated-as-printed" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:asPrinted ?x } ;
INSERT DATA { call-figure:2024-finalists sab:asPrinted "11 finalistas" } ;
