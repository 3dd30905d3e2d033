#+ breaks = { "shape:CrosswalkEntryShape-silent-correction" = ["crosswalk:7-target-10.7"] }
DELETE WHERE { crosswalk:7-target-10.7 sab:printedNumber ?x } ;
INSERT DATA { crosswalk:7-target-10.7 sab:printedNumber "10.17" } ;
