#+ breaks = { "shape:ExperienceShape-keyword" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:keyword ?k } ;
INSERT DATA { practice:BP1_AH sab:keyword "Acuerdos"@es } ;
