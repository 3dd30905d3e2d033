#+ breaks = { "shape:ProvinceShape-outline" = ["territory:04"] }
DELETE WHERE { territory:04 geo:hasGeometry ?x } ;
DELETE WHERE { geometry:04 ?p ?o } ;
