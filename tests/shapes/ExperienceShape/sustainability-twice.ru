#+ breaks = { "shape:ExperienceShape-sustainability" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:sustainability sustainability:low . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:sustainability ; sab:item sustainability:low ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:sustainability . } ;
