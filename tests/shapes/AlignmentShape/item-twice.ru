#+ breaks = { "shape:AlignmentShape-item" = ["alignment:territory"] }
DELETE WHERE { alignment:territory sab:basis ?b } ;
INSERT DATA { practice:BP1_AH sab:territory territory:04 . alignment:territory sab:item territory:04 ; sab:basis sab:Normalised } ;
