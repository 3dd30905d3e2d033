#+ breaks = { "shape:AlignmentShape-plan-goal" = ["alignment:plan-goal"] }
DELETE WHERE { alignment:plan-goal sab:asPrinted ?x } ;
INSERT DATA { alignment:plan-goal sab:asPrinted "Objetivo 11 del PDOT" } ;
