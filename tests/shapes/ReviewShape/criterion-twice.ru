#+ breaks = { "shape:ReviewShape-criterion-once" = ["review:board-1"] }
INSERT DATA { review:board-1 sab:judgement assessment:r2 . assessment:r2 a sab:CriterionAssessment ; sab:criterion call-criterion:association ; sab:verdict verdict:yes ; sab:basis sab:Stated ; sab:asPrinted "Sí" ; sab:rationale "Otra vez"@es . } ;
