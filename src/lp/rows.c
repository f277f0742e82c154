#include "lp/rows.h"

#include "base/memory.h"

bool mc_lp_rows_init(mc_lp_rows *rows, const mc_lp *lp)
{
    const mc_sparse *matrix = &lp->matrix;
    size_t entries = matrix->start[lp->columns];
    *rows = (mc_lp_rows){mc_array(lp->rows + 2, sizeof(size_t)),
                         mc_array(entries, sizeof(size_t)),
                         mc_array(entries, sizeof(size_t))};
    if (!rows->start || !rows->entry || !rows->column) {
        mc_lp_rows_clear(rows);
        return false;
    }
    /* start[r + 2] counts row r. Added up, start[r + 1] is where the next entry
       of row r goes, and in the end where row r + 1 begins. */
    for (size_t e = 0; e < entries; e++)
        rows->start[matrix->row[e] + 2]++;
    for (size_t r = 0; r < lp->rows; r++)
        rows->start[r + 2] += rows->start[r + 1];
    for (size_t j = 0; j < lp->columns; j++) {
        for (size_t e = matrix->start[j]; e < matrix->start[j + 1]; e++) {
            size_t place = rows->start[matrix->row[e] + 1]++;
            rows->entry[place] = e;
            rows->column[place] = j;
        }
    }
    return true;
}

void mc_lp_rows_clear(mc_lp_rows *rows)
{
    free(rows->start);
    free(rows->entry);
    free(rows->column);
}
