#+ breaks = { "shape:TargetShape-goal" = ["sdg:10.7"] }
DELETE WHERE { <http://metadata.un.org/sdg/10.7> sdgo:isTargetOf ?x } ;
