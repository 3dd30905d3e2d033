#+ breaks = {}
DELETE WHERE { alignment:plan-goal sab:asPrinted ?x } ;
INSERT DATA { alignment:plan-goal sab:asPrinted "ACOGER, del PDOT" } ;
