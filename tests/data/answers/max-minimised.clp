Optimal - objective value           -1200
      0 WOOD                 400                      -3
      1 HOURS                  0                       0
      2 ORDER                400                       0
      0 CHAIR                  0                      60
      1 TABLE                  0                     140
      2 SHELF                400                       0
