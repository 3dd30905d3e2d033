#+ breaks = { "shape:ExperienceShape-assistance" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:assistance area:AH . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:assistance ; sab:item area:AH ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:assistance . } ;
