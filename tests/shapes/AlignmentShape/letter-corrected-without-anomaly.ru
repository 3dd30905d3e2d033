#+ breaks = { "shape:AlignmentShape-principle-letter" = ["alignment:principle"] }
DELETE WHERE { alignment:principle sab:asPrinted ?t . alignment:principle sab:basis ?b } ;
INSERT DATA { alignment:principle sab:asPrinted "b) Centrarse en las personas." ; sab:basis sab:Normalised } ;
