#+ breaks = { "shape:CallShape-ceremonyDate" = ["call:2024"] }
DELETE WHERE { call:2024 sab:ceremonyDate ?x } ;
INSERT DATA { call:2024 sab:ceremonyDate "7 de noviembre" } ;
