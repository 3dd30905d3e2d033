#+ breaks = { "shape:ExperienceShape-kind" = ["practice:LA1_GN"] }
INSERT DATA { practice:LA1_GN a sab:LessonNotLearned } ;
