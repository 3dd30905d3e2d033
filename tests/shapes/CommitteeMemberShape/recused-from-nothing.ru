#+ breaks = { "shape:CommitteeMemberShape-recusedFrom" = ["committee-member:board-1"] }
INSERT DATA { committee-member:board-1 sab:recusedFrom submission:nada } ;
