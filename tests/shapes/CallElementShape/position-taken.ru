#+ breaks = { "shape:CallElementShape-position-unique" = ["call-element:2024-purpose-1", "call-element:2024-purpose-2"] }
INSERT DATA { call:2024 sab:purpose call-element:2024-purpose-2 . call-element:2024-purpose-2 a sab:CallElement ; sab:position 1 ; skos:prefLabel "Otro"@es , "Other"@en ; sab:basis sab:Stated ; sab:asPrinted "Otro" ; dcterms:source source:book . } ;
