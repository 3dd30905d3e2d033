#+ breaks = { "shape:PlanShape-publisher" = ["plan:pdot"] }
DELETE WHERE { plan:pdot dcterms:publisher ?x } ;
