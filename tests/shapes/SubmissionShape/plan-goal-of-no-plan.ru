#+ breaks = { "shape:SubmissionShape-planGoal" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:planGoal objective:7 .
  submission-statement:x a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:planGoal ; sab:item objective:7 ;
    sab:basis sab:Normalised ; sab:asPrinted "siete" } ;
