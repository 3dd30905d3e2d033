#+ breaks = { "shape:CriterionEvidenceShape-of-the-call" = ["criterion-evidence:2024-1-association"] }
DELETE WHERE { criterion-evidence:2024-1-association sab:criterion ?x } ;
INSERT DATA { criterion-evidence:2024-1-association sab:criterion call-criterion:innovation . call-criterion:innovation a skos:Concept ; skos:notation "innovation" ; skos:prefLabel "Innovadora"@es , "Innovative"@en . } ;
