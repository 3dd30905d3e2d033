#+ breaks = { "shape:ExperienceShape-challenges" = ["practice:LA1_GN"] }
INSERT DATA { practice:LA1_GN sab:challenges "Otro texto"@es } ;
