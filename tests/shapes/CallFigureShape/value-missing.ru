#+ breaks = { "shape:CallFigureShape-value" = ["call-figure:2024-finalists"] }
DELETE WHERE { call-figure:2024-finalists sab:value ?x } ;
