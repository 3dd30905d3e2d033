#+ breaks = { "shape:SubmissionStatementShape-submission" = ["submission-statement:applicant"] }
INSERT DATA { submission-statement:applicant sab:submission submission:other . submission:other a sab:Submission ; skos:notation "other" ; skos:prefLabel "Otra"@es , "Other"@en ; dcterms:source source:book ; sab:call call:2024 ; sab:applicant actor:oim . } ;
