#+ breaks = { "shape:AlignmentShape-support-required" = ["alignment:target"] }
DELETE WHERE { alignment:target sab:support ?x } ;
