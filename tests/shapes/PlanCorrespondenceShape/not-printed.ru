#+ breaks = { "shape:PlanCorrespondenceShape-asPrinted" = ["plan-correspondence:pdot-1-7"] }
DELETE WHERE { plan-correspondence:pdot-1-7 sab:asPrinted ?x } ;
