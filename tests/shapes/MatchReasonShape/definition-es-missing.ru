#+ breaks = { "shape:MatchReasonShape-definition-es" = ["match-reason:gap"] }
DELETE WHERE { match-reason:gap skos:definition ?x } ;
INSERT DATA { match-reason:gap skos:definition "X"@en } ;
