#+ breaks = { "shape:LessonShape-success-required" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:success ?t } ;
