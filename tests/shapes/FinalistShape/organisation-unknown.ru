#+ breaks = { "shape:FinalistShape-organisation" = ["finalist:2024-1"] }
DELETE WHERE { finalist:2024-1 prov:wasAttributedTo ?x } ;
INSERT DATA { finalist:2024-1 prov:wasAttributedTo actor:nadie } ;
