#+ breaks = { "shape:CriterionEvidenceShape-criterion" = ["criterion-evidence:2024-1-association"] }
DELETE WHERE { criterion-evidence:2024-1-association sab:criterion ?x } ;
