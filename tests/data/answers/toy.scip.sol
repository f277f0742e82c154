solution status: optimal solution found
objective value:                     6.28571428571429
X                                                   3 	(obj:1)
Y                                                   1 	(obj:2)
Z                                   0.571428571428571 	(obj:4)
W                                                   1 	(obj:-1)
