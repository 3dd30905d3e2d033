#+ breaks = { "shape:SubmissionStatementShape-link-exists" = ["submission-statement:other"] }
INSERT DATA { submission-statement:other a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:territory ; sab:item territory:0401 ; sab:basis sab:Stated ; sab:asPrinted "Tulcán" } ;
