NAME          MAX       VALUES
 XU SHELF          WOOD     400.        
ENDATA
