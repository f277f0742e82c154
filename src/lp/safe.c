#include "lp/safe.h"

#include <math.h>

#include "arith/dixon.h"
#include "base/memory.h"
#include "lp/certify.h"

/* y over the scaled rows, as dyadic rationals over 2^shift. */
static void take_prices(mc_vector *y, const mc_lp *lp, const double *price)
{
    const int bits = 60;
    double largest = 0;
    int exponent = 0;
    for (size_t r = 0; r < lp->rows; r++)
        largest = fmax(largest, fabs(price[r]));
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

/* d = s c - A^T y over the scaled rows, exact */
static void reduced_cost(mpq_t d, const mc_lp *lp, const mc_vector *y, size_t j)
{
    const mc_sparse *a = &lp->matrix;
    mpz_set_ui(mpq_numref(d), 0);
    for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
        mc_sparse_submul(mpq_numref(d), a, e, y->numerator[a->row[e]]);
    mpz_set(mpq_denref(d), y->denominator);
    mpq_canonicalize(d);
    if (lp->maximise)
        mpq_sub(d, d, lp->cost[j]);
    else
        mpq_add(d, d, lp->cost[j]);
}

/* The columns whose reduced cost asks for a bound that does not exist. */
static size_t list_wrong(uint32_t *wrong, const mc_lp *lp, const mc_vector *y)
{
    size_t count = 0;
    mpq_t d;
    mpq_init(d);
    for (size_t j = 0; j < lp->columns; j++) {
        if (lp->column_lower[j].finite && lp->column_upper[j].finite)
            continue;
        reduced_cost(d, lp, y, j);
        if ((mpq_sgn(d) > 0 && !lp->column_lower[j].finite) ||
            (mpq_sgn(d) < 0 && !lp->column_upper[j].finite))
            wrong[count++] = (uint32_t)j;
    }
    mpq_clear(d);
    return count;
}

/* Rows whose multiplier may move either way: with two bounds, or with a
   multiplier that is not near zero. */
static size_t list_movable(uint32_t *row_of, const mc_lp *lp,
                           const mc_vector *y)
{
    size_t count = 0;
    for (size_t r = 0; r < lp->rows; r++) {
        bool both = lp->row_lower[r].finite && lp->row_upper[r].finite;
        bool away = mpz_sizeinbase(y->numerator[r], 2) + 20 >
                    mpz_sizeinbase(y->denominator, 2);
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

/* y += the solution of A^T step = d on the chosen rows and wrong columns. */
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
            reduced_cost(d[c], lp, y, wrong[c]);
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
                mpz_add(y->numerator[r], y->numerator[r],
                        step.numerator[row_of[r]]);
        mpz_clear(common);
    }
    mc_modular_free(factors);
    mc_vector_clear(&right);
    mc_vector_clear(&step);
    free(d);
    free(list);
    return done;
}

bool mc_lp_safe_bound(mpq_t bound, mc_vector *y, const mc_lp *lp,
                      const double *price)
{
    uint32_t *wrong = mc_array(lp->columns, sizeof(uint32_t));
    uint32_t *row_of = mc_array(lp->rows, sizeof(uint32_t));
    bool done = wrong && row_of;
    if (done) {
        take_prices(y, lp, price);
        size_t count = list_wrong(wrong, lp, y);
        size_t movable = count ? list_movable(row_of, lp, y) : 0;
        if (count)
            done = movable >= count &&
                   choose_rows(row_of, movable, lp, wrong, count) &&
                   correct(y, row_of, lp, wrong, count);
        for (size_t r = 0; r < lp->rows && done; r++)
            mpz_mul(y->numerator[r], y->numerator[r], lp->row_scale[r]);
        mc_vector_reduce(y);
        done = done && mc_lp_dual_bound(bound, lp, y, 1);
    }
    free(wrong);
    free(row_of);
    return done;
}
