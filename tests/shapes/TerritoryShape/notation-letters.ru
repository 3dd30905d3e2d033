#+ breaks = { "shape:TerritoryShape-notation" = ["territory:EC"] }
DELETE WHERE { territory:EC skos:notation ?x } ;
INSERT DATA { territory:EC skos:notation "Ecuador" } ;
