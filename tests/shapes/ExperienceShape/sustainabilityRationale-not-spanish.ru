#+ breaks = { "shape:ExperienceShape-sustainabilityRationale" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:sustainabilityRationale ?t } ;
INSERT DATA { practice:BP1_AH sab:sustainabilityRationale "Some text"@en } ;
