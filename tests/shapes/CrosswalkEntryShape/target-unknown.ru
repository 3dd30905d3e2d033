#+ breaks = { "shape:CrosswalkEntryShape-toTarget" = ["crosswalk:7-target-10.7"] }
INSERT DATA { crosswalk:7-target-10.7 sab:toTarget <http://metadata.un.org/sdg/10.99> } ;
