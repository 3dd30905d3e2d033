#+ breaks = { "shape:ExperienceShape-contribution" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:contribution ?t } ;
INSERT DATA { practice:BP1_AH sab:contribution "Some text"@en } ;
