#+ breaks = { "shape:ExperienceShape-description" = ["practice:LA1_GN"] }
INSERT DATA { practice:LA1_GN sab:description "Otro texto"@es } ;
