#+ breaks = { "shape:SubmissionStatementShape-asPrinted" = ["submission-statement:applicant"] }
DELETE WHERE { submission-statement:applicant sab:asPrinted ?x } ;
