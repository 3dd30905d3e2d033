#+ breaks = { "shape:ExperienceShape-planGoal" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:planGoal objective:7 .
  alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:planGoal ; sab:item objective:7 ;
    sab:basis sab:Normalised ; sab:asPrinted "siete" ; sab:field sab:context } ;
