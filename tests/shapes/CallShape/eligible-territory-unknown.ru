#+ breaks = { "shape:CallShape-eligibleTerritory" = ["call:2024"] }
INSERT DATA { call:2024 sab:eligibleTerritory area:AH . call-statement:x a sab:CallStatement ; sab:call call:2024 ; sab:link sab:eligibleTerritory ; sab:item area:AH ; sab:basis sab:Normalised ; sab:asPrinted "x" ; dcterms:source source:book . } ;
