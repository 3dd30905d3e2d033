#+ breaks = { "shape:ExchangeShape-south-south" = ["exchange:e1"] }
DELETE WHERE { exchange:e1 sab:modality ?x } ;
INSERT DATA { exchange:e1 sab:modality modality:south-south ; sab:fromTerritory territory:04 .
  modality:south-south a skos:Concept ; skos:notation "south-south" ; skos:prefLabel "Sur-Sur"@es , "South-South"@en } ;
