#+ breaks = { "shape:DecisionShape-changes" = ["decision:board-1"] }
DELETE WHERE { decision:board-1 sab:callVerdict ?x } ;
INSERT DATA { decision:board-1 sab:callVerdict call-verdict:changes-requested . call-verdict:changes-requested a skos:Concept ; skos:notation "changes-requested" ; skos:prefLabel "Con cambios"@es , "Changes requested"@en . } ;
