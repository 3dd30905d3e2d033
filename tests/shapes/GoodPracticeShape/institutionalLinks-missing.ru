#+ breaks = { "shape:GoodPracticeShape-institutionalLinks-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:institutionalLinks ?t } ;
