#+ breaks = { "shape:PlanGoalShape-notation-unique" = ["plan-goal:pdot-1", "plan-goal:pdot-2"] }
DELETE WHERE { plan-goal:pdot-2 skos:notation ?x } ;
INSERT DATA { plan-goal:pdot-2 skos:notation "1" } ;
