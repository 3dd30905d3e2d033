#+ breaks = { "shape:ExperienceShape-keyword-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:keyword ?k } ;
