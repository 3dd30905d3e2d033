#+ breaks = { "shape:CrosswalkEntryShape-toGoal" = ["crosswalk:7-target-10.7"] }
INSERT DATA { crosswalk:7-target-10.7 sab:toGoal <http://metadata.un.org/sdg/99> } ;
