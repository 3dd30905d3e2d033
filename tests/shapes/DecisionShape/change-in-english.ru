#+ breaks = { "shape:DecisionShape-requestedChange" = ["decision:board-1"] }
INSERT DATA { decision:board-1 sab:requestedChange "Add a budget"@en } ;
