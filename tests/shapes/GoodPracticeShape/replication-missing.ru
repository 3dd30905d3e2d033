#+ breaks = { "shape:GoodPracticeShape-replication-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:replication ?t } ;
