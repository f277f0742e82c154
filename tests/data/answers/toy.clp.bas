NAME          TOY       VALUES
 UL X      _dummy_     3.          
 XL Y              DEMAND     1.          
 XL Z              BALANCE     0.5714285714
 UL W      _dummy_     1.          
ENDATA
