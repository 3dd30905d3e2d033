#+ breaks = { "shape:SubmissionStatementShape-stated-as-printed" = ["submission-statement:applicant"] }
DELETE WHERE { submission-statement:applicant sab:asPrinted ?x } ;
INSERT DATA { submission-statement:applicant sab:asPrinted "la organización" } ;
