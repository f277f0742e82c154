#include "lp/scaling.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"

/* numbers within 2^-MODEST .. 2^MODEST need no scaling */
enum { MODEST = 20 };

static double ratio(const mpz_t numerator, const mpz_t denominator, long shift)
{
    long up, down;
    double m = mpz_get_d_2exp(&up, numerator);
    m /= mpz_get_d_2exp(&down, denominator);
    long exponent = up - down + shift;
    if (m == 0 || exponent < -1000)
        return 0;
    if (exponent > 1000)
        return m > 0 ? HUGE_VAL : -HUGE_VAL;
    return ldexp(m, (int)exponent);
}

double mc_lp_scaled(mpq_srcptr value, long shift)
{
    if (mpq_sgn(value) == 0)
        return 0;
    return ratio(mpq_numref(value), mpq_denref(value), shift);
}

double mc_lp_entry_scaled(const mc_lp *lp, size_t position, long shift)
{
    mpz_t entry;
    mpz_srcptr scale = lp->row_scale[lp->matrix.row[position]];
    if (shift == 0 && !lp->matrix.big && mpz_cmp_ui(scale, 1) == 0)
        return (double)lp->matrix.small[position];
    mpz_init(entry);
    mc_sparse_get(entry, &lp->matrix, position);
    double value = ratio(entry, scale, shift);
    mpz_clear(entry);
    return value;
}

/* The exponent e with 2^(e-1) <= |value| < 2^e, nearly. */
static long exponent_of(mpq_srcptr value)
{
    return (long)mpz_sizeinbase(mpq_numref(value), 2) -
           (long)mpz_sizeinbase(mpq_denref(value), 2);
}

static long entry_exponent(const mc_lp *lp, size_t position)
{
    const mc_sparse *a = &lp->matrix;
    int bits;
    if (a->big)
        bits = (int)mpz_sizeinbase(a->big[position], 2);
    else
        (void)frexp((double)a->small[position], &bits);
    return bits - (long)mpz_sizeinbase(lp->row_scale[a->row[position]], 2);
}

/* The smallest and largest of some exponents. */
typedef struct range {
    long least, most;
} range;

static const range empty = {LONG_MAX, LONG_MIN};

static void widen(range *r, long exponent)
{
    if (exponent < r->least)
        r->least = exponent;
    if (exponent > r->most)
        r->most = exponent;
}

static bool is_modest(const range *r)
{
    return r->least > r->most || (r->least >= -MODEST && r->most <= MODEST);
}

/* Exponents of all entries, in the order of the matrix. */
static long *list_exponents(range *all, const mc_lp *lp)
{
    size_t count = lp->matrix.start[lp->columns];
    long *list = mc_array(count, sizeof(long));
    *all = empty;
    for (size_t e = 0; list && e < count; e++) {
        list[e] = entry_exponent(lp, e);
        widen(all, list[e]);
    }
    return list;
}

/* One round: every row, then every column, gets the middle of its range at 0;
   in the last round the top. */
static bool balance(mc_lp_scaling *scaling, const mc_lp *lp, const long *list,
                    bool last)
{
    const mc_sparse *a = &lp->matrix;
    range *rows = mc_array(lp->rows, sizeof(range));
    if (!rows)
        return false;
    for (size_t r = 0; r < lp->rows; r++)
        rows[r] = empty;
    for (size_t j = 0; j < lp->columns; j++)
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
            widen(&rows[a->row[e]], list[e] + scaling->column[j]);
    for (size_t r = 0; r < lp->rows; r++)
        if (rows[r].least <= rows[r].most)
            scaling->row[r] = -(rows[r].least + rows[r].most) / 2;
    for (size_t j = 0; j < lp->columns; j++) {
        range column = empty;
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
            widen(&column, list[e] + scaling->row[a->row[e]]);
        if (column.least <= column.most)
            scaling->column[j] =
                last ? -column.most : -(column.least + column.most) / 2;
    }
    free(rows);
    return true;
}

static void widen_bound(range *r, const mc_lp_bound *bound, long shift)
{
    if (bound->finite && mpq_sgn(bound->value) != 0)
        widen(r, exponent_of(bound->value) + shift);
}

/* The common scales of all costs and of all bounds. */
static void set_common(mc_lp_scaling *scaling, const mc_lp *lp)
{
    range costs = empty, bounds = empty;
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpq_sgn(lp->cost[j]) != 0)
            widen(&costs, exponent_of(lp->cost[j]) + scaling->column[j]);
        widen_bound(&bounds, &lp->column_lower[j], -scaling->column[j]);
        widen_bound(&bounds, &lp->column_upper[j], -scaling->column[j]);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        widen_bound(&bounds, &lp->row_lower[r], scaling->row[r]);
        widen_bound(&bounds, &lp->row_upper[r], scaling->row[r]);
    }
    if (!is_modest(&costs))
        scaling->cost = -costs.most;
    if (!is_modest(&bounds))
        scaling->primal = -(bounds.least + bounds.most) / 2;
}

bool mc_lp_scaling_init(mc_lp_scaling *scaling, const mc_lp *lp)
{
    const int rounds = 4;
    range all;
    memset(scaling, 0, sizeof *scaling);
    scaling->row = mc_array(lp->rows, sizeof(long));
    scaling->column = mc_array(lp->columns, sizeof(long));
    long *list = list_exponents(&all, lp);
    bool done = scaling->row && scaling->column && list;
    if (done && !is_modest(&all))
        for (int round = 1; round <= rounds && done; round++)
            done = balance(scaling, lp, list, round == rounds);
    if (done)
        set_common(scaling, lp);
    free(list);
    return done;
}

void mc_lp_scaling_clear(mc_lp_scaling *scaling)
{
    free(scaling->row);
    free(scaling->column);
    memset(scaling, 0, sizeof *scaling);
}
