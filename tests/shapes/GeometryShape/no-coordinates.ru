#+ breaks = { "shape:GeometryShape-geojson" = ["geometry:04"] }
DELETE WHERE { geometry:04 geo:asGeoJSON ?x } ;
