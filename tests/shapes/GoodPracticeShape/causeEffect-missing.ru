#+ breaks = { "shape:GoodPracticeShape-causeEffect-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:causeEffect ?t } ;
