NAME          RANGES
ROWS
 N  C
 G  G1
 L  L1
 E  E1
 G  GR
 L  LR
 E  EP
 E  EM
 N  FR
COLUMNS
    X         C                  1.0   G1                 1.0
    X         L1                 1.0   GR                 1.0
    X         LR                 1.0   EP                 1.0
    X         EM                 1.0   FR                 1.0
    Y         C                  1.0   E1                 1.0
RHS
    RHS       G1                 2.0   L1                20.0
    RHS       E1                 5.0   GR                 1.0
    RHS       LR                30.0   EP                 2.0
    RHS       EM                15.0
RANGES
    RNG       GR                40.0   LR                35.0
    RNG       EP                60.0   EM               -13.5
BOUNDS
 LO BND       X                  7.0
ENDATA
