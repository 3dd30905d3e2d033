#+ breaks = { "shape:ReviewShape-of-the-committee" = ["review:board-1"] }
DELETE WHERE { review:board-1 sab:assessor ?x } ;
INSERT DATA { review:board-1 sab:assessor committee-member:other . call:other a sab:Call ; skos:notation "other" ; skos:prefLabel "Otra"@es , "Other"@en ; dcterms:source source:book . committee-member:other a sab:CommitteeMember ; skos:notation "other" ; skos:prefLabel "Otro"@es ; sab:call call:other ; sab:role committee-role:oim-representative ; org:memberOf actor:oim . } ;
