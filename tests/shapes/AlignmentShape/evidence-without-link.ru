#+ breaks = { "shape:AlignmentShape-link-exists" = ["alignment:x"] }
INSERT DATA {  alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:territory ; sab:item territory:04 ; sab:basis sab:Stated ; sab:asPrinted "Carchi" ; sab:field sab:territory . } ;
