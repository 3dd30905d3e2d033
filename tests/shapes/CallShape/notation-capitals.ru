#+ breaks = { "shape:CallShape-notation" = ["call:2024"] }
DELETE WHERE { call:2024 skos:notation ?x } ;
INSERT DATA { call:2024 skos:notation "Año" } ;
