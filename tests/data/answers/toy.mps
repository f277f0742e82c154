NAME          TOY
ROWS
 N  COST
 G  DEMAND
 L  CAP
 E  BALANCE
COLUMNS
    X         COST         1   DEMAND       3
    X         CAP          1
    Y         COST         2   DEMAND       1
    Y         BALANCE      1
    Z         COST         4   CAP          2
    Z         BALANCE      7
    W         COST        -1   CAP          1
RHS
    RHS       DEMAND       10   CAP          8
    RHS       BALANCE      5
BOUNDS
 UP BND       X            3
 UP BND       W            1
 MI BND       Y
ENDATA
