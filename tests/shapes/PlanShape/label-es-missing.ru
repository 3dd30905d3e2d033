#+ breaks = { "shape:PlanShape-label-es" = ["plan:pdot"] }
DELETE DATA { plan:pdot skos:prefLabel "PDOT de Tulcán"@es } ;
