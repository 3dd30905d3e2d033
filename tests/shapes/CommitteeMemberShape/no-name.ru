#+ breaks = { "shape:CommitteeMemberShape-label" = ["committee-member:board-1"] }
DELETE WHERE { committee-member:board-1 skos:prefLabel ?x } ;
