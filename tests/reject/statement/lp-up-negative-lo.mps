NAME t
ROWS
 N c
 G g
COLUMNS
 x c 1 g 1
RHS
 g -9
BOUNDS
 UP x -4
 LO x -5
ENDATA
