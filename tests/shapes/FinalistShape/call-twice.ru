#+ breaks = { "shape:FinalistShape-call" = ["finalist:2024-1"] }
INSERT DATA { finalist:2024-1 sab:call call:other . call:other a sab:Call ; skos:notation "other" ; skos:prefLabel "Otra"@es , "Other"@en ; dcterms:source source:book . } ;
