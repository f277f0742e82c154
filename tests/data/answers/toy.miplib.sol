=obj= 44/7
X 3
Y 1
Z 4/7
W 1
