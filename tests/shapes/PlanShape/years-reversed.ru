#+ breaks = { "shape:PlanShape-years-in-order" = ["plan:pdot"] }
DELETE WHERE { plan:pdot sab:planTo ?x } ;
INSERT DATA { plan:pdot sab:planTo "2022"^^xsd:gYear } ;
