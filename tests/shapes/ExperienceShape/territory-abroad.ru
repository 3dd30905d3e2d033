#+ breaks = { "shape:ExperienceShape-territory" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:territory country:CO . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:territory ; sab:item country:CO ; sab:basis sab:Stated ; sab:asPrinted "Colombia" ; sab:field sab:territory . } ;
