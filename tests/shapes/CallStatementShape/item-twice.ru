#+ breaks = { "shape:CallStatementShape-item" = ["call-statement:criterion"] }
INSERT DATA { call-statement:criterion sab:item call-criterion:innovation . call:2024 sab:callCriterion call-criterion:innovation . call-criterion:innovation a skos:Concept ; skos:notation "innovation" ; skos:prefLabel "Asociación"@es , "Other"@en . } ;
