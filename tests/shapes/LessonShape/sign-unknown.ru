#+ breaks = { "shape:LessonShape-lessonSign" = ["practice:LA1_GN"] }
INSERT DATA { practice:LA1_GN sab:lessonSign area:AH . alignment:x a sab:Alignment ; sab:practice practice:LA1_GN ; sab:link sab:lessonSign ; sab:item area:AH ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:lessonSign . } ;
