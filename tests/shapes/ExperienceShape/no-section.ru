#+ breaks = { "shape:ExperienceShape-section" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:section ?s } ;
