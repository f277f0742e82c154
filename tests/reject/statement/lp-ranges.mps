NAME t
ROWS
 N c
 L rl
 G rg
 E ep
 E ep2
 E en
 E en2
 G rn
COLUMNS
 a c 1 rl 1
 b c -1 rg 1
 d c 1 ep 1
 e c -1 ep2 1
 f c 1 en 1
 g c -1 en2 1
 h c -1 rn 1
RHS
 r rl 1 rg 2
 r ep 3 ep2 4
 r en 5 en2 6
 r rn 7
RANGES
 g rl .5 rg .25
 g ep .125 ep2 .0625
 g en -1/3 en2 -1/5
 g rn -1/7
ENDATA
