#+ breaks = { "shape:CallShape-link-evidence" = ["call:2024"] }
DELETE WHERE { call-statement:criterion ?p ?o } ;
