#+ breaks = { "shape:LessonShape-criterion-equitable" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:assessment ?a } ;
INSERT DATA { practice:LA1_GN sab:assessment assessment:1 , assessment:2 , assessment:4 } ;
