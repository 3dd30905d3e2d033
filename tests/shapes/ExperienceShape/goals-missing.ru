#+ breaks = { "shape:ExperienceShape-goals-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:goals ?t } ;
