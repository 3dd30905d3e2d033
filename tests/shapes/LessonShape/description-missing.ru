#+ breaks = { "shape:LessonShape-description-required" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:description ?t } ;
