#+ breaks = { "shape:PlanShape-label-en" = ["plan:pdot"] }
DELETE DATA { plan:pdot skos:prefLabel "Local plan of Tulcán"@en } ;
