#+ breaks = { "shape:CallShape-anomaly" = ["call:2024"] }
INSERT DATA { call:2024 sab:anomaly anomaly:none } ;
