#+ breaks = { "shape:DecisionShape-once" = ["decision:board-1", "decision:2"] }
INSERT DATA { decision:2 a sab:Decision ; sab:submission submission:board-1 ; sab:callVerdict call-verdict:accepted ; sab:decidedOn "2024-11-26"^^xsd:date ; sab:signatory committee-member:board-1 ; dcterms:source source:book . } ;
