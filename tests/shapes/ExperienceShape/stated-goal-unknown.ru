#+ breaks = { "shape:ExperienceShape-statedGoal" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:statedGoal <http://metadata.un.org/sdg/99> . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:statedGoal ; sab:item <http://metadata.un.org/sdg/99> ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:statedGoal . } ;
