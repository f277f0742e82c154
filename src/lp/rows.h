/* The matrix of a finished linear program by rows. */
#ifndef MC_LP_ROWS_H
#define MC_LP_ROWS_H

#include "lp/model.h"

/* Row r has the entries entry[start[r]] to entry[start[r+1]-1], which are
   positions of lp->matrix (see mc_lp_get_entry) with increasing columns;
   column[i] is the column of entry[i]. */
typedef struct mc_lp_rows {
    size_t *start, *entry, *column;
} mc_lp_rows;

/* Returns false without memory; then nothing is to be cleared. */
MC_NODISCARD bool mc_lp_rows_init(mc_lp_rows *rows, const mc_lp *lp);
void mc_lp_rows_clear(mc_lp_rows *rows);

#endif
