* example.mps
NAME          EXAMPLE
ROWS
 N  COST
 L  LIM1
 G  MYEQN
COLUMNS
    X         COST         1   LIM1         1
    X         MYEQN        1e
    Y         COST         1   LIM1         1
    Y         MYEQN        1
RHS
    RHS       LIM1         4   MYEQN        1
ENDATA
