#+ breaks = { "shape:CallStatementShape-call" = ["call-statement:criterion"] }
INSERT DATA { call-statement:criterion sab:call call:other . call:other a sab:Call ; skos:notation "other" ; skos:prefLabel "Otra"@es , "Other"@en ; dcterms:source source:book ; sab:callCriterion call-criterion:association . } ;
