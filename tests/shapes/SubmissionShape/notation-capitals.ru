#+ breaks = { "shape:SubmissionShape-notation" = ["submission:2024-1"] }
DELETE WHERE { submission:2024-1 skos:notation ?x } ;
INSERT DATA { submission:2024-1 skos:notation "2024-A" } ;
