#+ breaks = { "shape:ExperienceShape-advice" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:advice ?t } ;
INSERT DATA { practice:BP1_AH sab:advice "Some text"@en } ;
