NAME t
ROWS
 N c
 G r
COLUMNS
 x c 1 r 1
 y c 0 r 1
RHS
 r -1
BOUNDS
 UP x -1
 FR y
ENDATA
