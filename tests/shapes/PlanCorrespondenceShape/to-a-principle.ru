#+ breaks = { "shape:PlanCorrespondenceShape-item" = ["plan-correspondence:pdot-1-7"] }
DELETE WHERE { plan-correspondence:pdot-1-7 sab:item ?x } ;
DELETE WHERE { plan-correspondence:pdot-1-7 sab:asPrinted ?x } ;
INSERT DATA { plan-correspondence:pdot-1-7 sab:item principle:a ; sab:asPrinted "Centrarse en las personas" } ;
