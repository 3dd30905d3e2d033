#+ breaks = { "shape:PlanShape-governs-required" = ["plan:pdot"] }
DELETE WHERE { plan:pdot sab:governs ?x } ;
