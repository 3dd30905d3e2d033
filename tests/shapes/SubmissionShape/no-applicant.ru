#+ breaks = { "shape:SubmissionShape-applicant" = ["submission:2024-1"] }
DELETE WHERE { submission:2024-1 sab:applicant ?x } ;
DELETE WHERE { submission-statement:applicant ?p ?o } ;
