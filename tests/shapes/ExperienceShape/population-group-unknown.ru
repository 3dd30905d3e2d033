#+ breaks = { "shape:ExperienceShape-population" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:population area:AH . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:population ; sab:item area:AH ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:population . } ;
