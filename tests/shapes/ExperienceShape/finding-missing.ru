#+ breaks = { "shape:ExperienceShape-finding-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:finding ?t } ;
