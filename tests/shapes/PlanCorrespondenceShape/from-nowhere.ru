#+ breaks = { "shape:PlanCorrespondenceShape-fromPlanGoal" = ["plan-correspondence:pdot-1-7"] }
DELETE WHERE { plan-correspondence:pdot-1-7 sab:fromPlanGoal ?x } ;
