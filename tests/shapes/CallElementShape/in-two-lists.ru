#+ breaks = { "shape:CallElementShape-call" = ["call-element:2024-purpose-1"] }
INSERT DATA { call:other sab:benefit call-element:2024-purpose-1 ; a sab:Call ; skos:notation "other" ; skos:prefLabel "Otra"@es , "Other"@en ; dcterms:source source:book . } ;
