#+ breaks = { "shape:AlignmentShape-objective-number" = ["alignment:objective"] }
DELETE WHERE { alignment:objective sab:asPrinted ?t } ;
INSERT DATA { alignment:objective sab:asPrinted "Servicios" } ;
