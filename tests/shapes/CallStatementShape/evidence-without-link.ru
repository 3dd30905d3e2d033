#+ breaks = { "shape:CallStatementShape-link-exists" = ["call-statement:criterion"] }
DELETE WHERE { call:2024 sab:callCriterion ?x } ;
DELETE WHERE { call:2024 sab:minimumCriteria ?x } ;
DELETE WHERE { submission:2024-1 sab:criterionEvidence ?x } ;
DELETE WHERE { criterion-evidence:2024-1-association ?p ?o } ;
