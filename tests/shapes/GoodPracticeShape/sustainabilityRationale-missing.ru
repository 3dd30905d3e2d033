#+ breaks = { "shape:GoodPracticeShape-sustainabilityRationale-required" = ["practice:BP1_AH"] }
DELETE WHERE { practice:BP1_AH sab:sustainabilityRationale ?t } ;
