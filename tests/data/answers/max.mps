NAME          MAX
OBJSENSE
    MAX
ROWS
 N  PROFIT
 L  WOOD
 L  HOURS
 G  ORDER
COLUMNS
    CHAIR     PROFIT       45   WOOD         5
    CHAIR     HOURS        10
    TABLE     PROFIT       80   WOOD        20
    TABLE     HOURS        15   ORDER        1
    SHELF     PROFIT       -3   WOOD         1
    SHELF     ORDER         1
RHS
    RHS       WOOD        400   HOURS      450
    RHS       ORDER        15
RANGES
    RNG       WOOD        300
ENDATA
