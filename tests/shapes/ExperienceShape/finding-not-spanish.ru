#+ breaks = { "shape:ExperienceShape-finding" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:finding ?t } ;
INSERT DATA { practice:BP1_AH sab:finding "Some text"@en } ;
