#+ breaks = { "shape:AlignmentShape-field-required" = ["alignment:actor"] }
INSERT DATA { alignment:actor sab:field sab:context } ;
