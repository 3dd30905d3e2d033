#+ breaks = { "shape:ReviewShape-callVerdict" = ["review:board-1"] }
DELETE WHERE { review:board-1 sab:callVerdict ?x } ;
INSERT DATA { review:board-1 sab:callVerdict verdict:yes } ;
