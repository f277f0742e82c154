NAME t
ROWS
 N c
 G g
COLUMNS
 x c 1 g 1
RHS
 s g 2 c 7
ENDATA
