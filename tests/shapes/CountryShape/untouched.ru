#+ breaks = { "shape:CountryShape-touched" = ["country:CO"] }
DELETE WHERE { territory:04 geo:sfTouches ?x } ;
