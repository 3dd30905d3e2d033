#+ breaks = { "shape:PlanShape-planTo" = ["plan:pdot"] }
INSERT DATA { plan:pdot sab:planTo "2031"^^xsd:gYear } ;
