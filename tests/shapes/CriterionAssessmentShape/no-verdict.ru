#+ breaks = { "shape:CriterionAssessmentShape-verdict" = ["assessment:1"] }
DELETE WHERE { assessment:1 sab:verdict ?x } ;
