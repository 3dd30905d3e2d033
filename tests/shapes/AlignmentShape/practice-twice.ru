#+ breaks = { "shape:AlignmentShape-practice" = ["alignment:assistance"] }
INSERT DATA { alignment:assistance sab:practice practice:LA1_GN . practice:LA1_GN sab:assistance assistance:shelter } ;
