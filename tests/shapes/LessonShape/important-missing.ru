#+ breaks = { "shape:LessonShape-criterion-important" = ["practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN sab:assessment ?a } ;
INSERT DATA { practice:LA1_GN sab:assessment assessment:2 , assessment:3 , assessment:4 } ;
