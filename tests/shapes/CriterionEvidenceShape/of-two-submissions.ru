#+ breaks = { "shape:CriterionEvidenceShape-submission" = ["criterion-evidence:2024-1-association"] }
INSERT DATA { submission:board-1 sab:criterionEvidence criterion-evidence:2024-1-association } ;
