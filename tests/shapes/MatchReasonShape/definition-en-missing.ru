#+ breaks = { "shape:MatchReasonShape-definition-en" = ["match-reason:gap"] }
DELETE WHERE { match-reason:gap skos:definition ?x } ;
INSERT DATA { match-reason:gap skos:definition "X"@es } ;
