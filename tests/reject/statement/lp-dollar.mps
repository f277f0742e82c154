NAME t
ROWS
 N c
 G $r
COLUMNS
 $x $r 1 $c 7
 $x c 1
RHS
 $s $r 2
ENDATA
