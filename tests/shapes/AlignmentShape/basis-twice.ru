#+ breaks = { "shape:AlignmentShape-basis" = ["alignment:assistance"] }
INSERT DATA { alignment:assistance sab:basis sab:Derived ; sab:rule rule:targets ; sab:support objective:7 } ;
