#+ breaks = { "shape:ReviewShape-assessor" = ["review:board-1"] }
DELETE WHERE { review:board-1 sab:assessor ?x } ;
