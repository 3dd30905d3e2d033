#+ breaks = { "shape:ExperienceShape-objective" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:objective objective:24 . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:objective ; sab:item objective:24 ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:objective . } ;
