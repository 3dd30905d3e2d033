#+ breaks = { "shape:CriterionEvidenceShape-rationale" = ["criterion-evidence:2024-1-association"] }
DELETE WHERE { criterion-evidence:2024-1-association sab:rationale ?x } ;
