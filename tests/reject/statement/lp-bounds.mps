NAME t
ROWS
 N c
 E r
 L r2
COLUMNS
 a c 1 r 1
 b c -1
 d c 1
 e c 1
 f c 1 r -1
 g c -1 r2 1
 h c 1
RHS
 r 3 r2 9
BOUNDS
 LO B a -4
 UP B b 5
 FX B d 6
 UP B e 3
 LO B f 1
 UP B f 2
 PL B g
 LO B h -8
 UP B h +INFINITY
ENDATA
