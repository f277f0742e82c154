NAME t
ROWS
 G g
 N c
 N d
COLUMNS
 x g 1 c 3
RHS
 s g 2
ENDATA
