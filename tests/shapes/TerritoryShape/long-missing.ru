#+ breaks = { "shape:TerritoryShape-long" = ["territory:04"] }
DELETE WHERE { territory:04 wgs84:long ?x } ;
