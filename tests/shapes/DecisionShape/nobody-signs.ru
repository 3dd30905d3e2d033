#+ breaks = { "shape:DecisionShape-signatory" = ["decision:board-1"] }
DELETE WHERE { decision:board-1 sab:signatory ?x } ;
