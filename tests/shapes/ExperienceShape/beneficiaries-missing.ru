#+ breaks = { "shape:ExperienceShape-beneficiaries-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:beneficiaries ?t } ;
