#+ breaks = { "shape:AlignmentShape-asPrinted-required" = ["alignment:assistance"] }
INSERT DATA { alignment:assistance sab:asPrinted "Refugio" } ;
