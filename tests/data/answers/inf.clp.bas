NAME          INF       VALUES
 XL X              A     10.         
ENDATA
