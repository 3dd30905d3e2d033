#+ breaks = { "shape:CallElementShape-source" = ["call-element:2024-purpose-1"] }
DELETE WHERE { call-element:2024-purpose-1 dcterms:source ?x } ;
