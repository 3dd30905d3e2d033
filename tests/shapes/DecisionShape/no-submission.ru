#+ breaks = { "shape:DecisionShape-submission" = ["decision:board-1"] }
DELETE WHERE { decision:board-1 sab:submission ?x } ;
