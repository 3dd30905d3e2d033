#+ breaks = { "shape:SubmissionShape-objective" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:objective objective:24 . submission-statement:other a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:objective ; sab:item objective:24 ; sab:basis sab:Normalised ; sab:asPrinted "otro" } ;
