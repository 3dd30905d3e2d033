#+ breaks = { "shape:CallShape-offeredModality" = ["call:2024"] }
INSERT DATA { call:2024 sab:offeredModality area:AH . call-statement:x a sab:CallStatement ; sab:call call:2024 ; sab:link sab:offeredModality ; sab:item area:AH ; sab:basis sab:Normalised ; sab:asPrinted "x" ; dcterms:source source:book . } ;
