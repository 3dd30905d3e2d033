#+ breaks = { "shape:CantonShape-prefix" = ["territory:0401"] }
DELETE WHERE { territory:0401 skos:notation ?x } ;
INSERT DATA { territory:0401 skos:notation "0501" } ;
