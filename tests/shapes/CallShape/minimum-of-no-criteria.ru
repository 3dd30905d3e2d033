#+ breaks = { "shape:CallShape-minimum-reachable" = ["call:other"] }
INSERT DATA { call:other a sab:Call ; skos:notation "other" ; skos:prefLabel "Otra"@es , "Other"@en ; dcterms:source source:book ; sab:minimumCriteria 1 ; sab:minimumCriteriaPrinted "al menos uno" . } ;
