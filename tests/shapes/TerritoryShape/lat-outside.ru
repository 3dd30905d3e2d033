#+ breaks = { "shape:TerritoryShape-lat" = ["territory:04"] }
DELETE WHERE { territory:04 wgs84:lat ?x } ;
INSERT DATA { territory:04 wgs84:lat 40.4 } ;
