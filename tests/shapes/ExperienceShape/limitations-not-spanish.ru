#+ breaks = { "shape:ExperienceShape-limitations" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:limitations "Some text"@en } ;
