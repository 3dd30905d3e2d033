#+ breaks = { "shape:ExperienceShape-success" = ["practice:LA1_GN"] }
INSERT DATA { practice:LA1_GN sab:success "Otro texto"@es } ;
