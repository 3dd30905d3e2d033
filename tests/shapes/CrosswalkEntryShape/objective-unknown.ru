#+ breaks = { "shape:CrosswalkEntryShape-fromObjective" = ["crosswalk:7-target-10.7"] }
INSERT DATA { crosswalk:7-target-10.7 sab:fromObjective principle:a } ;
