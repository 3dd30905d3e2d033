#+ breaks = { "shape:CallShape-possibleVerdict" = ["call:2024"] }
INSERT DATA { call:2024 sab:possibleVerdict area:AH . call-statement:x a sab:CallStatement ; sab:call call:2024 ; sab:link sab:possibleVerdict ; sab:item area:AH ; sab:basis sab:Normalised ; sab:asPrinted "x" ; dcterms:source source:book . } ;
