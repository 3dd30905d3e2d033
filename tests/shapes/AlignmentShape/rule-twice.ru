#+ breaks = { "shape:AlignmentShape-rule-required" = ["alignment:target"] }
INSERT DATA { alignment:target sab:rule rule:goals . rule:goals a sab:Rule ; skos:notation "goals" ; skos:prefLabel "Objetivos"@es , "Goals"@en ; dcterms:source source:book . } ;
