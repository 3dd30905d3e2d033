#+ breaks = { "shape:SubmissionShape-call" = ["submission:2024-1"] }
DELETE WHERE { submission:2024-1 sab:call ?x } ;
DELETE WHERE { submission:2024-1 sab:criterionEvidence ?x } ;
DELETE WHERE { criterion-evidence:2024-1-association ?p ?o } ;
