#+ breaks = { "shape:AlignmentShape-rule-required" = ["alignment:target"] }
DELETE WHERE { alignment:target sab:rule ?x } ;
