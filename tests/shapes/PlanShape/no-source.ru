#+ breaks = { "shape:PlanShape-source" = ["plan:pdot"] }
DELETE WHERE { plan:pdot dcterms:source ?x } ;
