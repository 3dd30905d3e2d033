#+ breaks = { "shape:SubmissionShape-label-en" = ["submission:2024-1"] }
DELETE DATA { submission:2024-1 skos:prefLabel "Offer"@en } ;
