#+ breaks = { "shape:ExchangeShape-parties-differ" = ["exchange:e1"] }
INSERT DATA { exchange:e1 sab:recipient actor:oim } ;
