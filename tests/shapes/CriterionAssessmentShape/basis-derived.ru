#+ breaks = { "shape:CriterionAssessmentShape-basis" = ["assessment:1"] }
DELETE WHERE { assessment:1 sab:basis ?x } ;
INSERT DATA { assessment:1 sab:basis sab:Derived } ;
