#+ breaks = { "shape:CriterionAssessmentShape-of-an-experience" = ["assessment:other"] }
INSERT DATA { practice:LA1_GN sab:assessment assessment:other . assessment:other a sab:CriterionAssessment ; sab:criterion call-criterion:association ; sab:verdict verdict:yes ; sab:basis sab:Stated ; sab:asPrinted "Sí" ; sab:rationale "Sirve"@es } ;
