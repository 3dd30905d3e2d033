#+ breaks = { "shape:ExperienceShape-area" = ["practice:BP1_AH"], "shape:ExperienceShape-code-area" = ["practice:BP1_AH"] }
INSERT DATA { practice:BP1_AH sab:area area:GN . alignment:x a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:area ; sab:item area:GN ; sab:basis sab:Stated ; sab:asPrinted "GENERAL" ; sab:field sab:area . } ;
