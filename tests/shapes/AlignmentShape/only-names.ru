#+ breaks = {}
DELETE WHERE { alignment:principle sab:asPrinted ?t . alignment:objective sab:asPrinted ?o } ;
INSERT DATA { alignment:principle sab:asPrinted "CÉNTRARSE EN LAS PERSONAS" . alignment:objective sab:asPrinted "vulnerabilidades" } ;
