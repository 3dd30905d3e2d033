#+ breaks = { "shape:PlanCorrespondenceShape-source" = ["plan-correspondence:pdot-1-7"] }
DELETE WHERE { plan-correspondence:pdot-1-7 dcterms:source ?x } ;
