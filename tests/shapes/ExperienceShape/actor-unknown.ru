#+ breaks = { "shape:ExperienceShape-actor" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:actor actor:nadie . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:actor ; sab:item actor:nadie ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:actor . } ;
