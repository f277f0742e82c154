NAME          FREE
ROWS
 G  DEMAND
 N  COST
 N  WEIGHT
 L  CAP
 N  EMPTY
 G  LEAST
 N  VOLUME
COLUMNS
    X         DEMAND             3.0   COST               1.0
    X         WEIGHT             1.5   CAP                1.0
    X         LEAST              1.0   VOLUME            -2.0
    Y         DEMAND             1.0   COST               2.0
    Y         WEIGHT             7.0   LEAST              1.0
    Z         COST               4.0   CAP                2.0
    Z         LEAST              3.0   VOLUME             1.0
RHS
    RHS       DEMAND            10.0   CAP                8.0
    RHS       LEAST              7.0
    RHS       WEIGHT             5.0
BOUNDS
 UP BND       X                  3.0
ENDATA
