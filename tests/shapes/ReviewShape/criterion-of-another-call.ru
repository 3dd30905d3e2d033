#+ breaks = { "shape:ReviewShape-criterion-of-the-call" = ["review:board-1"] }
DELETE WHERE { assessment:r1 sab:criterion ?x } ;
INSERT DATA { assessment:r1 sab:criterion call-criterion:innovation . call-criterion:innovation a skos:Concept ; skos:notation "innovation" ; skos:prefLabel "Innovadora"@es , "Innovative"@en . } ;
