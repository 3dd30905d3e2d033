#+ breaks = { "shape:SubmissionStatementShape-item" = ["submission-statement:other"] }
INSERT DATA { submission:2024-1 sab:territory territory:0401 , territory:EC . submission-statement:other a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:territory ; sab:item territory:0401 , territory:EC ; sab:basis sab:Normalised ; sab:asPrinted "dos" } ;
