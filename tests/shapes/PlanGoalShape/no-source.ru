#+ breaks = { "shape:PlanGoalShape-source" = ["plan-goal:pdot-2"] }
DELETE WHERE { plan-goal:pdot-2 dcterms:source ?x } ;
