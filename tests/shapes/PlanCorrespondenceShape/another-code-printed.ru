#+ breaks = { "shape:PlanCorrespondenceShape-code-printed" = ["plan-correspondence:pdot-1-7"] }
DELETE WHERE { plan-correspondence:pdot-1-7 sab:asPrinted ?x } ;
INSERT DATA { plan-correspondence:pdot-1-7 sab:asPrinted "Objetivo 17" } ;
