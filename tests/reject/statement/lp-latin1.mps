NAME t
ROWS
 N c
 G g
COLUMNS
 xé c 1 g 1
RHS
 g 2
ENDATA
