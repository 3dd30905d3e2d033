#+ breaks = { "shape:FinalistShape-stated-as-printed" = ["finalist:2024-1"] }
DELETE WHERE { finalist:2024-1 sab:asPrinted ?x } ;
INSERT DATA { finalist:2024-1 sab:asPrinted "OIM: Mercado" } ;
