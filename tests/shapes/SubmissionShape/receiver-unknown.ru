#+ breaks = { "shape:SubmissionShape-receiver" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:receiver actor:nadie . submission-statement:other a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:receiver ; sab:item actor:nadie ; sab:basis sab:Normalised ; sab:asPrinted "otro" } ;
