#+ breaks = { "shape:ExperienceShape-principle" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:principle principle:z . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:principle ; sab:item principle:z ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:principle . } ;
