#+ breaks = { "shape:GeometryShape-of" = ["geometry:99"] }
INSERT DATA { geometry:99 a geo:Geometry ; dcterms:source source:book ; geo:asGeoJSON '{"type":"Polygon","coordinates":[[[-78,0],[-77,0],[-77,1],[-78,0]]]}'^^geo:geoJSONLiteral } ;
