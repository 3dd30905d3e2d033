#+ breaks = { "shape:ExperienceShape-typed" = ["practice:LA1_GN"] }
DELETE DATA { practice:LA1_GN a sab:Experience } ;
