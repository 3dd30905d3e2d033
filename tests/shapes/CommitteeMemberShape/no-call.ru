#+ breaks = { "shape:CommitteeMemberShape-call" = ["committee-member:board-1"] }
DELETE WHERE { committee-member:board-1 sab:call ?x } ;
