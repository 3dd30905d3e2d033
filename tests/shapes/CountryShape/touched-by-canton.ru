#+ breaks = { "shape:CountryShape-touched" = ["country:CO"] }
INSERT DATA { territory:0401 geo:sfTouches country:CO } ;
