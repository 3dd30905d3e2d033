#+ breaks = { "shape:DecisionShape-possible" = ["decision:board-1"] }
DELETE WHERE { review:board-1 sab:callVerdict ?x } ;
INSERT DATA { review:board-1 sab:callVerdict call-verdict:deferred . call:board sab:possibleVerdict call-verdict:deferred . call-verdict:deferred a skos:Concept ; skos:notation "deferred" ; skos:prefLabel "Aplazada"@es , "Deferred"@en . call-statement:deferred a sab:CallStatement ; sab:call call:board ; sab:link sab:possibleVerdict ; sab:item call-verdict:deferred ; sab:basis sab:Normalised ; sab:asPrinted "otro" ; dcterms:source source:book . } ;
