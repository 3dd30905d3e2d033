#+ breaks = { "shape:PlanShape-governs" = ["plan:pdot"] }
INSERT DATA { plan:pdot sab:governs territory:99 } ;
