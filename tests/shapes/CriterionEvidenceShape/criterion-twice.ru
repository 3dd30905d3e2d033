#+ breaks = { "shape:CriterionEvidenceShape-once" = ["criterion-evidence:2024-1-association", "criterion-evidence:other"] }
INSERT DATA { submission:2024-1 sab:criterionEvidence criterion-evidence:other . criterion-evidence:other a sab:CriterionEvidence ; sab:criterion call-criterion:association ; sab:basis sab:Stated ; sab:rationale "Más"@es } ;
