NAME t
ROWS
 N c
 G -inf
 G 1/2
COLUMNS
 e1 c 1 -inf 1
 inf c 1 1/2 1
RHS
 -inf 2 1/2 3
ENDATA
