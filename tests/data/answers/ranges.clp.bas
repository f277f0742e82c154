NAME          RANGES       VALUES
 XL Y              E1     5.          
ENDATA
