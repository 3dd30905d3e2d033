#+ breaks = { "shape:CallElementShape-stated-as-printed" = ["call-element:2024-purpose-1"] }
DELETE WHERE { call-element:2024-purpose-1 sab:asPrinted ?x } ;
INSERT DATA { call-element:2024-purpose-1 sab:asPrinted "Aprender juntos" } ;
