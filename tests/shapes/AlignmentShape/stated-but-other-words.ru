#+ breaks = { "shape:AlignmentShape-stated-as-printed" = ["alignment:assistance"] }
DELETE WHERE { alignment:assistance sab:basis ?b } ;
INSERT DATA { alignment:assistance sab:basis sab:Stated } ;
