#+ breaks = { "shape:TargetShape-notation" = ["sdg:10.7"] }
DELETE WHERE { <http://metadata.un.org/sdg/10.7> skos:notation ?x . crosswalk:7-target-10.7 sab:normalisedNumber ?m . crosswalk:7-target-10.7 sab:basis ?b } ;
INSERT DATA { <http://metadata.un.org/sdg/10.7> skos:notation "10.07" . crosswalk:7-target-10.7 sab:normalisedNumber "10.07" ; sab:basis sab:Normalised } ;
