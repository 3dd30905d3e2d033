#+ breaks = { "shape:ExperienceShape-context-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:context ?t } ;
