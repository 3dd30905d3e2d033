#+ breaks = { "shape:AlignmentShape-principle-letter" = ["alignment:principle"] }
DELETE WHERE { alignment:principle sab:asPrinted ?t . anomaly:BP1_AH-1 sab:field ?f } ;
INSERT DATA { alignment:principle sab:asPrinted "b) Centrarse en las personas." . anomaly:BP1_AH-1 sab:field sab:principle } ;
