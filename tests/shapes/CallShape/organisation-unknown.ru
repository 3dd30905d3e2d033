#+ breaks = { "shape:CallShape-eligibleKind" = ["call:2024"] }
INSERT DATA { call:2024 sab:eligibleKind area:AH . call-statement:x a sab:CallStatement ; sab:call call:2024 ; sab:link sab:eligibleKind ; sab:item area:AH ; sab:basis sab:Stated ; sab:asPrinted "Asistencia" ; dcterms:source source:book . } ;
