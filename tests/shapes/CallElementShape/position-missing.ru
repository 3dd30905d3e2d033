#+ breaks = { "shape:CallElementShape-position" = ["call-element:2024-purpose-1"] }
DELETE WHERE { call-element:2024-purpose-1 sab:position ?x } ;
