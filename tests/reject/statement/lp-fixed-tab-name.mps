NAME          FIXED
ROWS
 N  COST ONE
 L  LIM	1
 E  E Q
COLUMNS
    X 1       COST ONE             1   LIM	1               1
    X 1       E Q                  4
    Y 2       COST ONE           1.5   LIM	1              -1
    Y 2       E Q                 1.   $ comment
RHS
              LIM	1                4   E Q                 1
              COST ONE            12
RANGES
    R 1       LIM	1              2.5
BOUNDS
 UP B 1       X 1                7/8
 FR B 1       Y 2
ENDATA
