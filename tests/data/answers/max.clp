Optimal - objective value       2195.6522
      0 WOOD                 400               1.3478261
      1 HOURS                450                3.826087
      2 ORDER                 15              -4.3478261
      0 CHAIR          24.130435                      -0
      1 TABLE          13.913043                      -0
      2 SHELF          1.0869565                      -0
