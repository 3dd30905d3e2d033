#+ breaks = { "shape:ReviewShape-judgement" = ["review:board-1"] }
DELETE WHERE { review:board-1 sab:judgement ?x } ;
DELETE WHERE { assessment:r1 ?p ?o } ;
