#+ breaks = { "shape:CrosswalkEntryShape-number" = ["crosswalk:7-target-10.7"] }
DELETE WHERE { crosswalk:7-target-10.7 sab:normalisedNumber ?x . crosswalk:7-target-10.7 sab:basis ?b } ;
INSERT DATA { crosswalk:7-target-10.7 sab:normalisedNumber "10.70" ; sab:basis sab:Normalised } ;
