#+ breaks = { "shape:ExperienceShape-causeEffect" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:causeEffect ?t } ;
INSERT DATA { practice:BP1_AH sab:causeEffect "Some text"@en } ;
