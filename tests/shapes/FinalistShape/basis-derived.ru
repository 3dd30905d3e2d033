#+ breaks = { "shape:FinalistShape-basis" = ["finalist:2024-1"] }
DELETE WHERE { finalist:2024-1 sab:basis ?x } ;
INSERT DATA { finalist:2024-1 sab:basis sab:Derived } ;
