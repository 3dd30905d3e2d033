#+ breaks = { "shape:ReviewShape-remark" = ["review:board-1"] }
INSERT DATA { review:board-1 sab:remark "Fine"@en } ;
