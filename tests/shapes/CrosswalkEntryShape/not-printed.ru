#+ breaks = { "shape:CrosswalkEntryShape-printedNumber" = ["crosswalk:7-target-10.7"] }
DELETE WHERE { crosswalk:7-target-10.7 sab:printedNumber ?x } ;
