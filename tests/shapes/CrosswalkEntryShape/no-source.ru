#+ breaks = { "shape:CrosswalkEntryShape-source" = ["crosswalk:7-target-10.7"] }
DELETE WHERE { crosswalk:7-target-10.7 dcterms:source ?x } ;
