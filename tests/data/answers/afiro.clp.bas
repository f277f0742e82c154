NAME          AFIRO       VALUES
 XL X01            R09     80.         
 XL X02            R10     25.5        
 XU X03            X05     54.5        
 XU X04            X21     84.8        
 XL X06            R12     18.214285714
 XL X11            R13     0.0         
 XU X12            X18     0.0         
 XU X13            X19     0.0         
 XU X14            X20     18.214285714
 XL X15            R19     0.0         
 XL X16            R20     19.307142857
 XU X22            X27     500.        
 XU X23            X44     475.92      
 XL X24            R22     24.08       
 XL X25            R23     0.0         
 XU X26            X45     215.        
 XU X36            X46     339.94285714
 XU X37            X47     383.94285714
 XU X38            X48     0.0         
ENDATA
