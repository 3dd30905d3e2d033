#+ breaks = { "shape:ProvinceShape-touches" = ["territory:04"] }
INSERT DATA { territory:04 geo:sfTouches territory:EC } ;
