Optimal - objective value       6.2857143
      0 DEMAND                10               1.4285714
      1 CAP            5.1428571                       0
      2 BALANCE                5              0.57142857
      0 X                      3              -3.2857143
      1 Y                      1            2.220446e-16
      2 Z             0.57142857                       0
      3 W                      1                      -1
