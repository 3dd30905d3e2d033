#+ breaks = { "shape:SubmissionShape-submittedAt" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:submittedAt "2024-10-01T10:00:00"^^xsd:dateTime ; sab:submittedPrinted "1 de octubre" } ;
