#+ breaks = { "shape:LessonShape-challenges-required" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:challenges ?t } ;
