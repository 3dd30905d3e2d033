#+ breaks = { "shape:CommitteeMemberShape-memberOf" = ["committee-member:board-1"] }
DELETE WHERE { committee-member:board-1 org:memberOf ?x } ;
