#+ breaks = { "shape:ExperienceShape-replicator" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:replicator actor:nadie . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:replicator ; sab:item actor:nadie ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:replicator . } ;
