#+ breaks = { "shape:CallStatementShape-link-exists" = ["call-statement:criterion"] }
DELETE WHERE { call:2024 sab:callCriterion ?x } ;
DELETE WHERE { call:2024 sab:minimumCriteria ?x } ;
