#+ breaks = {}
DELETE WHERE { practice:BP1_AH sab:budgetUSD ?n ; sab:budgetPrinted ?t ; sab:populationPrinted ?p } ;
INSERT DATA { practice:BP1_AH sab:budgetUSD 1234.56 ; sab:budgetPrinted "USD 1.234,56" ; sab:populationPrinted "32 000.00 personas" } ;
