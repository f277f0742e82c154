Unbounded - objective value          -1e+10
      0 X                      0                      -1
      1 Y                      0                       1
