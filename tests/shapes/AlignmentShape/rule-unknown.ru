#+ breaks = { "shape:AlignmentShape-rule" = ["alignment:target"] }
DELETE WHERE { alignment:target sab:rule ?x } ;
INSERT DATA { alignment:target sab:rule rule:none } ;
