#+ breaks = { "shape:CallElementShape-call" = ["call-element:2024-purpose-1"] }
DELETE WHERE { call:2024 sab:purpose ?x } ;
INSERT DATA { area:AH sab:purpose call-element:2024-purpose-1 } ;
