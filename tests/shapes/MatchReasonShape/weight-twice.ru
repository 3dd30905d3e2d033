#+ breaks = { "shape:MatchReasonShape-weight" = ["match-reason:gap"] }
INSERT DATA { match-reason:gap sab:weight 5.0 } ;
