#+ breaks = { "shape:MatchReasonShape-weight" = ["match-reason:gap"] }
DELETE WHERE { match-reason:gap sab:weight ?x } ;
INSERT DATA { match-reason:gap sab:weight -5.0 } ;
