#+ breaks = { "shape:SubmissionShape-link-without-evidence" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:territory territory:0401 } ;
