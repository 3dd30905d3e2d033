#+ breaks = { "shape:CriterionAssessmentShape-asPrinted" = ["assessment:1"] }
DELETE WHERE { assessment:1 sab:asPrinted ?x } ;
