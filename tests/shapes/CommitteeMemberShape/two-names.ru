#+ breaks = { "shape:CommitteeMemberShape-label" = ["committee-member:board-1"] }
INSERT DATA { committee-member:board-1 skos:prefLabel "Otro"@es } ;
