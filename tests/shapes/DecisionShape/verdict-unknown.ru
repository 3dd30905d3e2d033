#+ breaks = { "shape:DecisionShape-callVerdict" = ["decision:board-1"] }
DELETE WHERE { decision:board-1 sab:callVerdict ?x } ;
INSERT DATA { decision:board-1 sab:callVerdict call-verdict:nada } ;
