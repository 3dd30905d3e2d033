#+ breaks = {}
INSERT DATA { call-measure:share a skos:Concept ; skos:notation "share" ; skos:prefLabel "Parte"@es , "Share"@en ; schema:unitText "%" . call-figure:a a sab:CallFigure ; sab:call call:2024 ; sab:measure call-measure:share ; sab:value 100.0 ; sab:basis sab:Normalised ; sab:asPrinted "todas" ; dcterms:source source:book . } ;
