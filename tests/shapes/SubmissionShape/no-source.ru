#+ breaks = { "shape:SubmissionShape-source" = ["submission:2024-1"] }
DELETE WHERE { submission:2024-1 dcterms:source ?x } ;
