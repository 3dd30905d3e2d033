#+ breaks = { "shape:LessonShape-assessment-required" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:assessment ?a } ;
