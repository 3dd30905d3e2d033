#+ breaks = { "shape:CallFigureShape-asPrinted" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:asPrinted ?x } ;
