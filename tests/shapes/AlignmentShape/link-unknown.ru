#+ breaks = { "shape:AlignmentShape-link" = ["alignment:x"], "shape:ExperienceShape-keyword-as-printed" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:keyword "x" . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link skos:notation ; sab:item "BP1_AH" ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field skos:notation } ;
