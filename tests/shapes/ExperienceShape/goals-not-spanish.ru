#+ breaks = { "shape:ExperienceShape-goals" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:goals ?t } ;
INSERT DATA { practice:BP1_AH sab:goals "Some text"@en } ;
