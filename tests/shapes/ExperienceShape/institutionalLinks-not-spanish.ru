#+ breaks = { "shape:ExperienceShape-institutionalLinks" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:institutionalLinks ?t } ;
INSERT DATA { practice:BP1_AH sab:institutionalLinks "Some text"@en } ;
