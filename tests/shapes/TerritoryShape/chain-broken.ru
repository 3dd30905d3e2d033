#+ breaks = { "shape:TerritoryShape-chain" = ["territory:04", "territory:0401"], "shape:ProvinceShape-broader" = ["territory:04"] }
DELETE WHERE { territory:04 skos:broader ?x } ;
