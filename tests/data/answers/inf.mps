NAME          INF
ROWS
 N  COST
 G  A
 L  B
COLUMNS
    X         COST         1   A       1
    X         B          1
RHS
    RHS       A       10   B          8
ENDATA
