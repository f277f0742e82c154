NAME          UNB       VALUES
 UL X      _dummy_     0.0         
ENDATA
