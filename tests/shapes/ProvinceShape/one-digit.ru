#+ breaks = { "shape:ProvinceShape-digits" = ["territory:04"] }
DELETE WHERE { territory:04 skos:notation ?x } ;
INSERT DATA { territory:04 skos:notation "0401" } ;
