#+ breaks = { "shape:CallFigureShape-once" = ["call-figure:2024-finalists", "call-figure:again"] }
INSERT DATA { call-figure:again a sab:CallFigure ; sab:call call:2024 ; sab:measure call-measure:finalists ; sab:value 2.0 ; sab:basis sab:Normalised ; sab:asPrinted "dos" ; dcterms:source source:book . } ;
