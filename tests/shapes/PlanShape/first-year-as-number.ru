#+ breaks = { "shape:PlanShape-planFrom" = ["plan:pdot"] }
DELETE WHERE { plan:pdot sab:planFrom ?x } ;
INSERT DATA { plan:pdot sab:planFrom 2023 } ;
