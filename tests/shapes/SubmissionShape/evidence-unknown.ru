#+ breaks = { "shape:SubmissionShape-criterionEvidence" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:criterionEvidence criterion-evidence:nada } ;
