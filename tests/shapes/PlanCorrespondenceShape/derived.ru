#+ breaks = { "shape:PlanCorrespondenceShape-basis" = ["plan-correspondence:pdot-1-7"] }
DELETE WHERE { plan-correspondence:pdot-1-7 sab:basis ?x } ;
INSERT DATA { plan-correspondence:pdot-1-7 sab:basis sab:Derived } ;
