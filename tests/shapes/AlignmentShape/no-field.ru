#+ breaks = { "shape:AlignmentShape-field-required" = ["alignment:actor"] }
DELETE WHERE { alignment:actor sab:field ?x } ;
