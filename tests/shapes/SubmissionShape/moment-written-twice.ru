#+ breaks = { "shape:SubmissionShape-submittedPrinted" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:submittedPrinted "1 de octubre" , "2 de octubre" } ;
