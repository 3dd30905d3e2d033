#+ breaks = { "shape:FinalistShape-asPrinted" = ["finalist:2024-1"] }
DELETE WHERE { finalist:2024-1 sab:asPrinted ?x } ;
