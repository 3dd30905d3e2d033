#+ breaks = { "shape:ExperienceShape-scope" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:scope area:AH . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:scope ; sab:item area:AH ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:scope . } ;
