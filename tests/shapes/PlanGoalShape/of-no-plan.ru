#+ breaks = { "shape:PlanGoalShape-inScheme" = ["plan-goal:pdot-2"] }
DELETE WHERE { plan-goal:pdot-2 skos:inScheme ?x } ;
