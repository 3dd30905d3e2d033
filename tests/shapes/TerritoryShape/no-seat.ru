#+ breaks = { "shape:TerritoryShape-seat" = ["territory:04"] }
DELETE WHERE { territory:04 sab:seat ?x } ;
