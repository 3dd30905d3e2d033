#+ breaks = { "shape:PlanShape-notation" = ["plan:pdot"] }
DELETE WHERE { plan:pdot skos:notation ?x } ;
INSERT DATA { plan:pdot skos:notation "PDOT" } ;
