#+ breaks = { "shape:AlignmentShape-support" = ["alignment:target"] }
INSERT DATA { alignment:target sab:support principle:a } ;
