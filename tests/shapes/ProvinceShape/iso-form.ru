#+ breaks = { "shape:ProvinceShape-iso" = ["territory:04"] }
DELETE WHERE { territory:04 sab:iso3166 ?x } ;
INSERT DATA { territory:04 sab:iso3166 "C" } ;
