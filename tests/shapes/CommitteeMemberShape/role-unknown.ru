#+ breaks = { "shape:CommitteeMemberShape-role" = ["committee-member:board-1"] }
DELETE WHERE { committee-member:board-1 sab:role ?x } ;
INSERT DATA { committee-member:board-1 sab:role area:AH } ;
