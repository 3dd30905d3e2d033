#+ breaks = { "shape:CriterionAssessmentShape-rationale" = ["assessment:1"] }
DELETE WHERE { assessment:1 sab:rationale ?x } ;
INSERT DATA { assessment:1 sab:rationale "Because"@en } ;
