#+ breaks = { "shape:CallShape-ceremonyDate-printed" = ["call:2024"] }
DELETE WHERE { call:2024 sab:ceremonyPrinted ?x } ;
