#+ breaks = { "shape:SubmissionShape-summary" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:summary "Summary"@en } ;
