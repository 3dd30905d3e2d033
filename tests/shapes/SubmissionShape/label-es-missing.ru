#+ breaks = { "shape:SubmissionShape-label-es" = ["submission:2024-1"] }
DELETE DATA { submission:2024-1 skos:prefLabel "Oferta"@es } ;
