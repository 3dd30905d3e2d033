#+ breaks = { "shape:AlignmentShape-principle-letter" = ["alignment:principle"] }
DELETE WHERE { alignment:principle sab:asPrinted ?t } ;
INSERT DATA {  alignment:principle sab:asPrinted "b) Centrarse en las personas." } ;
