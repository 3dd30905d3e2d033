#+ breaks = { "shape:CallElementShape-basis" = ["call-element:2024-purpose-1"] }
DELETE WHERE { call-element:2024-purpose-1 sab:basis ?x } ;
INSERT DATA { call-element:2024-purpose-1 sab:basis sab:Derived } ;
