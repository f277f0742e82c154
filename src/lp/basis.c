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
