#+ breaks = { "shape:FinalistShape-no-more-than-counted" = ["call:2024"] }
INSERT DATA { finalist:2024-2 a sab:Finalist ; sab:call call:2024 ; prov:wasAttributedTo actor:oim ; skos:prefLabel "Otra"@es , "Other"@en ; sab:basis sab:Stated ; sab:asPrinted "Otra" ; dcterms:source source:book . } ;
