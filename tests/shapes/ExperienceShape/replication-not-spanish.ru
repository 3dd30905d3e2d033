#+ breaks = { "shape:ExperienceShape-replication" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:replication ?t } ;
INSERT DATA { practice:BP1_AH sab:replication "Some text"@en } ;
