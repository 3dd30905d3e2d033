#+ breaks = { "shape:ExperienceShape-mentionedActor" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:mentionedActor actor:oim . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:mentionedActor ; sab:item actor:oim ; sab:basis sab:Normalised ; sab:asPrinted "x" ; sab:field sab:mentionedActor . } ;
