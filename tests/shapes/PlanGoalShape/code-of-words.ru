#+ breaks = { "shape:PlanGoalShape-notation" = ["plan-goal:pdot-2"] }
DELETE WHERE { plan-goal:pdot-2 skos:notation ?x } ;
INSERT DATA { plan-goal:pdot-2 skos:notation "el segundo" } ;
