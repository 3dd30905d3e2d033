#+ breaks = { "shape:PlanShape-local-is-smaller" = ["plan:pdot"] }
DELETE WHERE { plan:pdot sab:governs ?x } ;
INSERT DATA { plan:pdot sab:governs territory:EC } ;
