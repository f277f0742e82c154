#include "lp/basis.h"

#include <string.h>

#include "base/memory.h"

bool mc_basis_init(mc_basis *basis, const mc_lp *lp)
{
    basis->rows = lp->rows;
    basis->columns = lp->columns;
    basis->row = mc_array(lp->rows, 1);
    basis->column = mc_array(lp->columns, 1);
    if (basis->row && basis->column) {
        mc_basis_slack(basis, lp);
        return true;
    }
    mc_basis_clear(basis);
    return false;
}

void mc_basis_clear(mc_basis *basis)
{
    free(basis->row);
    free(basis->column);
    memset(basis, 0, sizeof *basis);
}

mc_position mc_basis_rest(const mc_lp_bound *lower, const mc_lp_bound *upper,
                          mc_position preferred)
{
    if (preferred == MC_AT_UPPER && upper->finite)
        return MC_AT_UPPER;
    if (lower->finite)
        return MC_AT_LOWER;
    return upper->finite ? MC_AT_UPPER : MC_AT_ZERO;
}

void mc_basis_slack(mc_basis *basis, const mc_lp *lp)
{
    memset(basis->row, MC_BASIC, lp->rows);
    for (size_t j = 0; j < lp->columns; j++)
        basis->column[j] = (unsigned char)mc_basis_rest(
            &lp->column_lower[j], &lp->column_upper[j], MC_AT_LOWER);
}

void mc_basis_copy(mc_basis *to, const mc_basis *from)
{
    memcpy(to->row, from->row, from->rows);
    memcpy(to->column, from->column, from->columns);
}

bool mc_basis_equal(const mc_basis *a, const mc_basis *b)
{
    return memcmp(a->row, b->row, a->rows) == 0 &&
           memcmp(a->column, b->column, a->columns) == 0;
}

static bool rests_well(unsigned char position, const mc_lp_bound *lower,
                       const mc_lp_bound *upper)
{
    return position == MC_BASIC ||
           mc_basis_rest(lower, upper, (mc_position)position) == position;
}

bool mc_basis_usable(const mc_basis *basis, const mc_lp *lp)
{
    size_t basic = 0;
    bool well = true;
    for (size_t j = 0; j < lp->columns && well; j++) {
        basic += basis->column[j] == MC_BASIC;
        well = rests_well(basis->column[j], &lp->column_lower[j],
                          &lp->column_upper[j]);
    }
    for (size_t r = 0; r < lp->rows && well; r++) {
        basic += basis->row[r] == MC_BASIC;
        well = rests_well(basis->row[r], &lp->row_lower[r], &lp->row_upper[r]);
    }
    return well && basic == lp->rows;
}
