#+ breaks = { "shape:GeometryShape-geojson" = ["geometry:04"] }
DELETE WHERE { geometry:04 geo:asGeoJSON ?x } ;
INSERT DATA { geometry:04 geo:asGeoJSON '{"type":"Polygon","coordinates":[[[-78,0],[-77,0],[-77,1],[-78,0]]]}' } ;
