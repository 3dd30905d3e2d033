#+ breaks = { "shape:ExperienceShape-beneficiaries" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:beneficiaries ?t } ;
INSERT DATA { practice:BP1_AH sab:beneficiaries "Some text"@en } ;
