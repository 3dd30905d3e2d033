#+ breaks = { "shape:GoodPracticeShape-contribution-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:contribution ?t } ;
