NAME t
ROWS
 N c
 G r
 G r2
 L r3
 G r4
COLUMNS
 a c 1 r 1
 b c 1 r2 1
 d c -1 r3 1
 e c 1 r4 1
RHS
 r -3 r2 -4
 r3 5 r4 -6
BOUNDS
 FR a
 MI b 17
 PL d -inf
 LO e -Infinity
ENDATA
