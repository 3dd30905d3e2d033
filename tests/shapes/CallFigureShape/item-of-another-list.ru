#+ breaks = { "shape:CallFigureShape-item" = ["call-figure:2024-finalists"] }
INSERT DATA { call-figure:2024-finalists sab:item area:AH } ;
