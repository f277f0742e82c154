NAME t
ROWS
 N c
 E e
 E e2
COLUMNS
 x c 1 e 1
 y c -1 e2 1
RHS
 e 2
 e2 3
RANGES
 e 0
 e2 -0
ENDATA
