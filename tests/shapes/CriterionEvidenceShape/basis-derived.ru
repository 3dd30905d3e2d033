#+ breaks = { "shape:CriterionEvidenceShape-basis" = ["criterion-evidence:2024-1-association"] }
DELETE WHERE { criterion-evidence:2024-1-association sab:basis ?x } ;
INSERT DATA { criterion-evidence:2024-1-association sab:basis sab:Derived } ;
