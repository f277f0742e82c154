NAME t
ROWS
 N c
 G g
COLUMNS
 x c 1 $ a comment of words 7 8 9
 x g 1 $7
RHS
 s g 2 $
ENDATA
