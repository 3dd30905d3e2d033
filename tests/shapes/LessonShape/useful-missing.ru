#+ breaks = { "shape:LessonShape-criterion-useful" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:assessment ?a } ;
INSERT DATA { practice:LA1_GN sab:assessment assessment:1 , assessment:3 , assessment:4 } ;
