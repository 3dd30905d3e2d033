#+ breaks = { "shape:ExperienceShape-context" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:context ?t } ;
INSERT DATA { practice:BP1_AH sab:context "Some text"@en } ;
