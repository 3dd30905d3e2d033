#+ breaks = { "shape:CriterionEvidenceShape-submission" = ["criterion-evidence:2024-1-association"] }
DELETE WHERE { submission:2024-1 sab:criterionEvidence ?x } ;
INSERT DATA { area:AH sab:criterionEvidence criterion-evidence:2024-1-association } ;
