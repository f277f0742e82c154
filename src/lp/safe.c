#include "lp/safe.h"

#include <math.h>
#include <string.h>

#include "arith/dixon.h"
#include "base/memory.h"
#include "lp/certify.h"

/* y as dyadic rationals over one power of two; where a row has no bound of the
   sign of its price, 0. */
static void take_prices(mc_vector *y, const mc_lp *lp, const double *price,
                        double largest)
{
    const int bits = 60;
    int exponent = 0;
    (void)frexp(largest, &exponent);
    int shift = bits - exponent > 0 ? bits - exponent : 0;
    mpz_set_ui(y->denominator, 1);
    mpz_mul_2exp(y->denominator, y->denominator, (mp_bitcnt_t)shift);
    for (size_t r = 0; r < lp->rows; r++) {
        double value = ldexp(price[r], shift);
        bool usable = isfinite(value) &&
                      !(value > 0 && !lp->row_lower[r].finite) &&
                      !(value < 0 && !lp->row_upper[r].finite);
        mpz_set_d(y->numerator[r], usable ? value : 0);
    }
}

/* Does this reduced cost ask for a bound that does not exist? */
static bool asks(mpq_srcptr d, const mc_lp *lp, size_t j)
{
    return (mpq_sgn(d) > 0 && !lp->column_lower[j].finite) ||
           (mpq_sgn(d) < 0 && !lp->column_upper[j].finite);
}

/* Equations with entries of one sign in columns bounded from below, such as
   sum x = 1: lowering (raising) their multiplier raises the reduced costs of
   all their columns, so negative ones can be lifted without harm. sign[r] is
   that of the entries, 0 for other rows. */
static void list_lifting(signed char *sign, const mc_lp *lp)
{
    const mc_sparse *a = &lp->matrix;
    mpz_t entry;
    mpz_init(entry);
    for (size_t r = 0; r < lp->rows; r++)
        sign[r] = lp->row_lower[r].finite && lp->row_upper[r].finite ? 2 : 0;
    for (size_t j = 0; j < lp->columns; j++)
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
            signed char *row = &sign[a->row[e]];
            mc_sparse_get(entry, a, e);
            signed char own = (signed char)mpz_sgn(entry);
            if (!lp->column_lower[j].finite || (*row != 2 && *row != own))
                *row = 0;
            else
                *row = own;
        }
    for (size_t r = 0; r < lp->rows; r++)
        if (sign[r] == 2)
            sign[r] = 0;
    mpz_clear(entry);
}

/* The position of an entry of column j in a lifting row, or SIZE_MAX. */
static size_t lifting_entry(const signed char *sign, const mc_lp *lp, size_t j)
{
    const mc_sparse *a = &lp->matrix;
    if (!lp->column_lower[j].finite)
        return SIZE_MAX;
    for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
        if (sign[a->row[e]] != 0)
            return e;
    return SIZE_MAX;
}

/* Moves the multipliers of lifting rows until no column that meets one asks
   for an upper bound that does not exist. */
static bool lift(mc_vector *y, const signed char *sign, const mc_lp *lp)
{
    mpq_t d, entry, *value = mc_array(lp->rows, sizeof(mpq_t));
    mpq_t **list = mc_array(lp->rows, sizeof(mpq_t *));
    mpq_t *step = mc_array(lp->rows, sizeof(mpq_t));
    bool done = value && list && step;
    mpq_inits(d, entry, NULL);
    for (size_t r = 0; r < lp->rows && done; r++) {
        mpq_inits(value[r], step[r], NULL);
        mc_vector_get(value[r], y, r);
        list[r] = &value[r];
    }
    for (size_t j = 0; j < lp->columns && done; j++) {
        size_t e = lifting_entry(sign, lp, j);
        if (e == SIZE_MAX)
            continue;
        size_t r = lp->matrix.row[e];
        mc_lp_reduced_cost(d, lp, y, 1, j);
        if (!asks(d, lp, j))
            continue;
        mc_lp_get_entry(entry, lp, e);
        mpq_div(d, d, entry); /* to be added to y[r], of the sign of -entry */
        if (mpq_sgn(step[r]) == 0 ||
            (sign[r] > 0 ? mpq_cmp(d, step[r]) < 0 : mpq_cmp(d, step[r]) > 0))
            mpq_set(step[r], d);
    }
    for (size_t r = 0; r < lp->rows && done; r++)
        mpq_add(value[r], value[r], step[r]);
    if (done)
        mc_vector_set_all(y, list);
    for (size_t r = 0; r < lp->rows && done; r++)
        mpq_clears(value[r], step[r], NULL);
    mpq_clears(d, entry, NULL);
    free(value);
    free(list);
    free(step);
    return done;
}

/* Adds the columns to wrong[0 .. *count) whose reduced cost asks for a bound
   that does not exist and that cannot be lifted. Returns whether there were
   new ones. `wrong` stays in increasing order. */
static bool add_wrong(uint32_t *wrong, size_t *count, const mc_lp *lp,
                      const mc_vector *y, const signed char *sign)
{
    size_t before = *count, next = 0;
    uint32_t *old = mc_array(before, sizeof(uint32_t));
    mpq_t d;
    if (!old)
        return false;
    memcpy(old, wrong, before * sizeof(uint32_t));
    mpq_init(d);
    *count = 0;
    for (size_t j = 0; j < lp->columns; j++) {
        bool known = next < before && old[next] == j;
        next += known;
        if (!known) {
            if ((lp->column_lower[j].finite && lp->column_upper[j].finite) ||
                lifting_entry(sign, lp, j) != SIZE_MAX)
                continue;
            mc_lp_reduced_cost(d, lp, y, 1, j);
            if (!asks(d, lp, j))
                continue;
        }
        wrong[(*count)++] = (uint32_t)j;
    }
    mpq_clear(d);
    free(old);
    return *count > before;
}

/* Rows whose multiplier may move either way: with two bounds, or with a price
   that is not near zero. */
static size_t list_movable(uint32_t *row_of, const mc_lp *lp,
                           const mc_vector *y, const double *price,
                           double largest)
{
    const double near = 1e-9;
    size_t count = 0;
    for (size_t r = 0; r < lp->rows; r++) {
        bool both = lp->row_lower[r].finite && lp->row_upper[r].finite;
        bool away =
            mpz_sgn(y->numerator[r]) != 0 && fabs(price[r]) > near * largest;
        row_of[r] = both || away ? (uint32_t)count++ : UINT32_MAX;
    }
    return count;
}

/* Of the movable rows keeps as many as there are wrong columns, independent
   on them. A matrix that is not square is filled up with zero columns. */
static bool choose_rows(uint32_t *row_of, size_t movable, const mc_lp *lp,
                        const uint32_t *wrong, size_t count)
{
    mc_sparse part;
    uint32_t *idle_row = mc_array(movable, sizeof(uint32_t));
    uint32_t *idle_column = mc_array(movable, sizeof(uint32_t));
    uint32_t *place = mc_array(movable, sizeof(uint32_t));
    mc_modular *factors = NULL;
    bool done =
        idle_row && idle_column && place &&
        mc_sparse_submatrix(&part, &lp->matrix, row_of, movable, wrong, count);
    if (done) {
        done = mc_sparse_widen(&part, movable);
        factors =
            done ? mc_modular_factor(&part, mc_modular_prime(0), NULL) : NULL;
        done = factors && mc_modular_rank(factors) == count &&
               mc_modular_unpivoted(idle_row, idle_column, factors);
        mc_sparse_clear(&part);
    }
    if (done) {
        uint32_t next = 0;
        for (size_t i = 0; i < movable - count; i++)
            place[idle_row[i]] = UINT32_MAX;
        for (size_t i = 0; i < movable; i++)
            if (place[i] != UINT32_MAX)
                place[i] = next++;
        for (size_t r = 0; r < lp->rows; r++)
            if (row_of[r] != UINT32_MAX)
                row_of[r] = place[row_of[r]];
    }
    mc_modular_free(factors);
    free(idle_row);
    free(idle_column);
    free(place);
    return done;
}

/* y += the solution of A^T step = d on the chosen rows, scaled as in
   lp->matrix, and the wrong columns. */
static bool correct(mc_vector *y, const uint32_t *row_of, const mc_lp *lp,
                    const uint32_t *wrong, size_t count)
{
    mc_sparse part;
    mc_vector right, step;
    mc_modular *factors = NULL;
    mpq_t *d = mc_array(count, sizeof(mpq_t));
    mpq_t **list = mc_array(count, sizeof(mpq_t *));
    bool done = mc_vector_init(&right, count);
    done &= mc_vector_init(&step, count);
    done = done && d && list &&
           mc_sparse_submatrix(&part, &lp->matrix, row_of, count, wrong, count);
    if (done) {
        for (size_t c = 0; c < count; c++) {
            mpq_init(d[c]);
            mc_lp_reduced_cost(d[c], lp, y, 1, wrong[c]);
            list[c] = &d[c];
        }
        mc_vector_set_all(&right, list);
        for (size_t c = 0; c < count; c++)
            mpq_clear(d[c]);
        factors = mc_modular_factor(&part, mc_modular_prime(0), NULL);
        done = factors && mc_modular_rank(factors) == count &&
               mc_dixon_solve(&step, &part, factors, &right, true, NULL);
        mc_sparse_clear(&part);
    }
    if (done) {
        mpz_t common;
        mpz_init(common);
        mpz_lcm(common, y->denominator, step.denominator);
        mc_vector_rescale(y, common);
        mc_vector_rescale(&step, common);
        for (size_t r = 0; r < lp->rows; r++)
            if (row_of[r] != UINT32_MAX)
                mpz_addmul(y->numerator[r], step.numerator[row_of[r]],
                           lp->row_scale[r]);
        mpz_clear(common);
    }
    mc_modular_free(factors);
    mc_vector_clear(&right);
    mc_vector_clear(&step);
    free(d);
    free(list);
    return done;
}

static double largest_size(const double *number, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(number[i]));
    return largest;
}

/* The exact correction of the prices on the wrong columns; columns that it
   makes wrong join them, until there are no new ones. */
static bool project(mc_vector *y, const mc_lp *lp, const double *price,
                    const signed char *sign, uint32_t *wrong, uint32_t *row_of)
{
    double largest = largest_size(price, lp->rows);
    size_t count = 0;
    take_prices(y, lp, price, largest);
    while (add_wrong(wrong, &count, lp, y, sign)) {
        take_prices(y, lp, price, largest);
        size_t movable = list_movable(row_of, lp, y, price, largest);
        if (movable < count ||
            !choose_rows(row_of, movable, lp, wrong, count) ||
            !correct(y, row_of, lp, wrong, count))
            return false;
    }
    return true;
}

bool mc_lp_safe_bound(mpq_t bound, mc_vector *y, const mc_lp *lp,
                      const double *price)
{
    uint32_t *wrong = mc_array(lp->columns, sizeof(uint32_t));
    uint32_t *row_of = mc_array(lp->rows, sizeof(uint32_t));
    signed char *sign = mc_array(lp->rows, 1);
    bool done = sign && wrong && row_of;
    if (done) {
        list_lifting(sign, lp);
        done = project(y, lp, price, sign, wrong, row_of) && lift(y, sign, lp);
    }
    if (done) {
        mc_vector_reduce(y);
        done = mc_lp_dual_bound(bound, lp, y, 1);
    }
    free(sign);
    free(wrong);
    free(row_of);
    return done;
}
