#+ breaks = { "shape:ExchangeShape-modality" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:modality ?x } ;
INSERT DATA { exchange:e1 sab:modality area:AH } ;
