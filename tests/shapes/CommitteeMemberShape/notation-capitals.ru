#+ breaks = { "shape:CommitteeMemberShape-notation" = ["committee-member:board-1"] }
DELETE WHERE { committee-member:board-1 skos:notation ?x } ;
INSERT DATA { committee-member:board-1 skos:notation "OIM 1" } ;
