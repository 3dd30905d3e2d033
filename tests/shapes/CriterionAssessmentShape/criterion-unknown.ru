#+ breaks = { "shape:CriterionAssessmentShape-criterion" = ["assessment:1"] }
INSERT DATA { assessment:1 sab:criterion area:AH } ;
