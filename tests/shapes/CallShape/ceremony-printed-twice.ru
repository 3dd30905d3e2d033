#+ breaks = { "shape:CallShape-ceremonyPrinted" = ["call:2024"] }
INSERT DATA { call:2024 sab:ceremonyPrinted "8 de noviembre" } ;
