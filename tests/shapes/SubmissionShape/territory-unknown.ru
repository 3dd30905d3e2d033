#+ breaks = { "shape:SubmissionShape-territory" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:territory territory:9999 . submission-statement:other a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:territory ; sab:item territory:9999 ; sab:basis sab:Normalised ; sab:asPrinted "otro" } ;
