#+ breaks = { "shape:SubmissionShape-applicantKind" = ["submission:2024-1"] }
INSERT DATA { submission:2024-1 sab:applicantKind organisation-kind:nada . submission-statement:other a sab:SubmissionStatement ; sab:submission submission:2024-1 ; sab:link sab:applicantKind ; sab:item organisation-kind:nada ; sab:basis sab:Normalised ; sab:asPrinted "otro" } ;
