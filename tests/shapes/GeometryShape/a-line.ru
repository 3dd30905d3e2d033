#+ breaks = { "shape:GeometryShape-polygon" = ["geometry:04"] }
DELETE WHERE { geometry:04 geo:asGeoJSON ?x } ;
INSERT DATA { geometry:04 geo:asGeoJSON '{"type":"LineString","coordinates":[[-78,0],[-77,1]]}'^^geo:geoJSONLiteral } ;
