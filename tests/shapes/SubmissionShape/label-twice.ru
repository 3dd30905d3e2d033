#+ breaks = { "shape:SubmissionShape-label-unique" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 skos:prefLabel "Otra"@es } ;
