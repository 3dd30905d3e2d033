#+ breaks = { "shape:AlignmentShape-principle-name" = ["alignment:principle"] }
DELETE WHERE { practice:BP1_AH sab:principle ?p . alignment:principle sab:item ?i . alignment:principle sab:asPrinted ?t . alignment:principle sab:basis ?b . practice:BP1_AH sab:anomaly ?an . anomaly:BP1_AH-1 sab:field ?f } ;
INSERT DATA { practice:BP1_AH sab:principle principle:b ; sab:anomaly anomaly:BP1_AH-1 . anomaly:BP1_AH-1 sab:field sab:principle . alignment:principle sab:item principle:b ; sab:basis sab:Normalised ; sab:asPrinted "b) Derechos humanos." } ;
