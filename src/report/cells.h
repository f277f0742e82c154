/* Tables of words and numbers. */
#ifndef MC_REPORT_CELLS_H
#define MC_REPORT_CELLS_H

#include <stdio.h>

#include <mechcert/status.h>

/* Row 0 is the head. Cells are as they are shown; a cell that was not set is
   empty. */
typedef struct mc_cells {
    size_t rows, columns;
    char **text;
    int failed; /* some cell could not be made */
} mc_cells;

/* mc_cells_init: an empty table. mc_cells_set: the format is that of
   gmp_printf. mc_cells_take: text that malloc made; NULL: no memory. */
void mc_cells_init(mc_cells *cells, size_t rows, size_t columns);
void mc_cells_clear(mc_cells *cells);
void mc_cells_set(mc_cells *cells, size_t row, size_t column,
                  const char *format, ...);
void mc_cells_take(mc_cells *cells, size_t row, size_t column, char *text);

/* mc_cells_print: the first column to the left, the others to the right.
   mc_cells_print_csv: comma-separated values. Errors: MC_LIMIT if some cell
   could not be made. */
MC_NODISCARD mc_status mc_cells_print(FILE *out, mc_message *message,
                                      const mc_cells *cells);
MC_NODISCARD mc_status mc_cells_print_csv(FILE *out, mc_message *message,
                                          const mc_cells *cells);

#endif
