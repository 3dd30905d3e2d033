#+ breaks = { "shape:AlignmentShape-asPrinted-required" = ["alignment:territory"] }
DELETE WHERE { alignment:territory sab:asPrinted ?x } ;
