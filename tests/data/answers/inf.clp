Infeasible - objective value              10
      0 X                     10                       0
