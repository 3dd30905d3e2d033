#+ breaks = { "shape:ExperienceShape-code-unique" = ["practice:BP1_AH", "practice:LA1_GN"] }
DELETE WHERE { practice:LA1_GN skos:notation ?n . practice:LA1_GN sab:area ?a . alignment:l-area ?p ?o } ;
INSERT DATA { practice:LA1_GN skos:notation "BP1_AH" ; sab:area area:AH . alignment:l-area a sab:Alignment ; sab:practice practice:LA1_GN ; sab:link sab:area ; sab:item area:AH ; sab:basis sab:Stated ; sab:asPrinted "ASISTENCIA" ; sab:field sab:area . } ;
