#+ breaks = { "shape:PlanShape-label-unique" = ["plan:pdot"] }
INSERT DATA { plan:pdot skos:prefLabel "Otro"@es } ;
