#+ breaks = { "shape:CallElementShape-label-unique" = ["call-element:2024-purpose-1"] }
INSERT DATA { call-element:2024-purpose-1 skos:prefLabel "Other"@en } ;
