#+ breaks = { "shape:ReviewShape-criterion-of-the-call" = ["review:board-1"] }
DELETE WHERE { assessment:r1 sab:criterion ?x } ;
INSERT DATA { assessment:r1 sab:criterion criterion:useful } ;
