NAME          UNB
ROWS
 N  COST
 G  A
COLUMNS
    X         COST         -1   A       1
    Y         COST         1   A       1
RHS
    RHS       A       10 
ENDATA
