#+ breaks = { "shape:GoodPracticeShape-advice-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:advice ?t } ;
