NAME t
ROWS
 N c
 G ga
 G gb
 G gd
 G ge
 G gf
 G gg
 G gh
 G gi
 G gk
 G gl
 G gm
COLUMNS
 a c 1e-3 ga 1
 b c 1 gb 1
 d c 1D2 gd 1
 e c .5 ge 1
 f c 5. gf 1
 g c +3 gg 1
 h c 007 gh 1
 i c 2/6 gi 1
 k c 1.5E+1 gk 1
 l c 25d-1 gl 1
 m c 01/02 gm 1
RHS
 ga 1
 gd 1
 ge 1
 gf 1
 gg 1
 gh 1
 gi 1
 gk 1
 gl 1
 gm 1
 gb 1e23
ENDATA
