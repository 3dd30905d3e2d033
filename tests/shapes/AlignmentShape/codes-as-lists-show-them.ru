#+ breaks = {}
DELETE WHERE { alignment:principle sab:asPrinted ?t . alignment:objective sab:asPrinted ?o } ;
INSERT DATA { alignment:principle sab:asPrinted "A. Centrarse en las personas" . alignment:objective sab:asPrinted "7. Vulnerabilidades" } ;
