#+ breaks = { "shape:SubmissionStatementShape-basis" = ["submission-statement:applicant"] }
DELETE WHERE { submission-statement:applicant sab:basis ?x } ;
INSERT DATA { submission-statement:applicant sab:basis sab:Derived } ;
