# Solution for model TOY
# Objective value = 6.2857142857142856e+00
X 3
Y 1
Z 5.7142857142857140e-01
W 1
