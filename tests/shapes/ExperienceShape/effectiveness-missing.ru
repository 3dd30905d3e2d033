#+ breaks = { "shape:ExperienceShape-effectiveness-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:effectiveness ?t } ;
