#+ breaks = { "shape:ReviewShape-assessor" = ["review:board-1"] }
INSERT DATA { review:board-1 sab:assessor committee-member:2 . committee-member:2 a sab:CommitteeMember ; skos:notation "2" ; skos:prefLabel "Otro"@es ; sab:call call:board ; sab:role committee-role:oim-representative ; org:memberOf actor:oim . } ;
