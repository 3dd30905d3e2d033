#+ breaks = { "shape:MatchReasonShape-weight" = ["match-reason:gap"] }
DELETE WHERE { match-reason:gap sab:weight ?x } ;
