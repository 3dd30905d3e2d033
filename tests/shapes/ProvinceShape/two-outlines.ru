#+ breaks = { "shape:ProvinceShape-one-outline" = ["territory:04"] }
INSERT DATA { territory:04 geo:hasGeometry geometry:99 . geometry:99 a geo:Geometry ; dcterms:source source:book ; geo:asGeoJSON '{"type":"Polygon","coordinates":[[[-78,0],[-77,0],[-77,1],[-78,0]]]}'^^geo:geoJSONLiteral } ;
