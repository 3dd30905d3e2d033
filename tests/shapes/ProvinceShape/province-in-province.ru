#+ breaks = { "shape:ProvinceShape-broader" = ["territory:04"] }
INSERT DATA { territory:04 skos:broader territory:05 . territory:05 a sab:Province ; skos:notation "05" ; skos:prefLabel "Cotopaxi"@es , "Cotopaxi"@en ; sab:seat "Latacunga" ; sab:iso3166 "EC-X" ; wgs84:lat -0.9 ; wgs84:long -78.6 ; skos:broader territory:EC ; geo:hasGeometry geometry:05 .
    geometry:05 a geo:Geometry ; dcterms:source source:book ; geo:asGeoJSON '{"type":"Polygon","coordinates":[[[-79,0],[-78,0],[-78,1],[-79,0]]]}'^^geo:geoJSONLiteral } ;
