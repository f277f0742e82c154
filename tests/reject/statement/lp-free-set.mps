NAME t
ROWS
 N c
 G r
 G r2
COLUMNS
 a c 1 r 1
 b c 1 r2 1
RHS
 r -3 r2 -4
BOUNDS
 FR S a
 MI S b 17
ENDATA
