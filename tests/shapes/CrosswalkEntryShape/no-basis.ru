#+ breaks = { "shape:CrosswalkEntryShape-basis" = ["crosswalk:7-target-10.7"] }
DELETE WHERE { crosswalk:7-target-10.7 sab:basis ?x } ;
