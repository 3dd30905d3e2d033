#+ breaks = { "shape:GeometryShape-of" = ["geometry:CO"] }
INSERT { geometry:CO ?p ?o } WHERE { geometry:04 ?p ?o } ;
INSERT DATA { country:CO geo:hasGeometry geometry:CO } ;
