#+ breaks = { "shape:ExperienceShape-effectiveness" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:effectiveness ?t } ;
INSERT DATA { practice:BP1_AH sab:effectiveness "Some text"@en } ;
