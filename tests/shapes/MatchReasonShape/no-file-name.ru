#+ breaks = { "shape:MatchReasonShape-notation" = ["match-reason:gap"] }
DELETE WHERE { match-reason:gap skos:notation ?x } ;
INSERT DATA { match-reason:gap skos:notation "Qué falta" } ;
