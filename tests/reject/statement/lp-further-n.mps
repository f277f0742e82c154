NAME t
ROWS
 N c
 N d
 G g
COLUMNS
 x c 1 d -100
 x g 1
RHS
 s g 2 d 7
ENDATA
