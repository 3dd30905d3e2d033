#+ breaks = { "shape:PlanShape-planLevel" = ["plan:pdot"] }
DELETE WHERE { plan:pdot sab:planLevel ?x } ;
INSERT DATA { plan:pdot sab:planLevel area:AH } ;
