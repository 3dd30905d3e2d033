#+ breaks = { "shape:GeometryShape-of" = ["geometry:04"] }
INSERT DATA { territory:EC geo:hasGeometry geometry:04 } ;
