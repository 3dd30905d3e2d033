#+ breaks = { "shape:TerritoryShape-no-cycle" = ["territory:EC"] }
INSERT DATA { territory:EC skos:broader territory:EC } ;
