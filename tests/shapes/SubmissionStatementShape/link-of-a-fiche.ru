#+ breaks = { "shape:SubmissionStatementShape-link" = ["submission-statement:applicant"] }
INSERT DATA { submission-statement:applicant sab:link sab:area . submission:2024-1 sab:area actor:oim . } ;
