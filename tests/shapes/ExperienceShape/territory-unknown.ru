#+ breaks = { "shape:ExperienceShape-territory" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:territory territory:9999 . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:territory ; sab:item territory:9999 ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:territory . } ;
