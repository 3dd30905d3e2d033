#+ breaks = { "shape:SubmissionShape-axis" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:axis axis:nada . submission-statement:other a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:axis ; sab:item axis:nada ; sab:basis sab:Normalised ; sab:asPrinted "otro" } ;
