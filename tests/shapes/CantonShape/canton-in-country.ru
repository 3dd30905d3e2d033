#+ breaks = { "shape:CantonShape-broader" = ["territory:0401"], "shape:CantonShape-prefix" = ["territory:0401"] }
DELETE WHERE { territory:0401 skos:broader ?x } ;
INSERT DATA { territory:0401 skos:broader territory:EC } ;
