#+ breaks = { "shape:ReviewShape-submission" = ["review:board-1"] }
DELETE WHERE { review:board-1 sab:submission ?x } ;
