#include "lp/safe.h"

#include <math.h>
#include <string.h>

#include "arith/dixon.h"
#include "base/memory.h"
#include "lp/certify.h"

static double largest_size(const double *number, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(number[i]))
            largest = fmax(largest, fabs(number[i]));
    return largest;
}

void mc_lp_safe_round(mc_vector *y, const double *price, int sign)
{
    const int bits = 60;
    int exponent = 0;
    (void)frexp(largest_size(price, y->length), &exponent);
    int shift = bits - exponent > 0 ? bits - exponent : 0;
    mpz_set_ui(y->denominator, 1);
    mpz_mul_2exp(y->denominator, y->denominator, (mp_bitcnt_t)shift);
    for (size_t r = 0; r < y->length; r++)
        mpz_set_d(y->numerator[r],
                  isfinite(price[r]) ? ldexp(sign * price[r], shift) : 0);
}

/* Zero where a row has no bound of the sign of its multiplier, and a
   denominator that is not small. */
static void prepare(mc_vector *y, const mc_lp *lp)
{
    const size_t bits = 60;
    size_t size = mpz_sizeinbase(y->denominator, 2);
    for (size_t r = 0; r < lp->rows; r++) {
        int sign = mpz_sgn(y->numerator[r]);
        if ((sign > 0 && !lp->row_lower[r].finite) ||
            (sign < 0 && !lp->row_upper[r].finite))
            mpz_set_ui(y->numerator[r], 0);
    }
    if (size < bits) {
        mpz_t larger;
        mpz_init(larger);
        mpz_mul_2exp(larger, y->denominator, bits - size);
        mc_vector_rescale(y, larger);
        mpz_clear(larger);
    }
}

/* Does this reduced cost ask for a bound that does not exist? */
static bool asks(mpq_srcptr d, const mc_lp *lp, size_t j)
{
    return (mpq_sgn(d) > 0 && !lp->column_lower[j].finite) ||
           (mpq_sgn(d) < 0 && !lp->column_upper[j].finite);
}

/* Adds the columns to wrong[0 .. *count) whose reduced cost asks for a bound
   that does not exist and that no row implies. Returns whether there were
   new ones. `wrong` stays in increasing order. */
static bool add_wrong(uint32_t *wrong, size_t *count, const mc_vector *y,
                      const mc_lp_implied *implied)
{
    const mc_lp *lp = implied->lp;
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
            if (lp->column_lower[j].finite && lp->column_upper[j].finite)
                continue;
            mc_lp_reduced_cost(d, lp, y, 1, j);
            if (!asks(d, lp, j) ||
                mc_lp_implied_follows(implied, j, mpq_sgn(d) < 0))
                continue;
        }
        wrong[(*count)++] = (uint32_t)j;
    }
    mpq_clear(d);
    free(old);
    return *count > before;
}

/* Rows whose multiplier may move either way: with two bounds, or with a
   multiplier that is not near zero. */
static size_t list_movable(uint32_t *row_of, const mc_lp *lp,
                           const double *size)
{
    const double near = 1e-9;
    double largest = largest_size(size, lp->rows);
    size_t count = 0;
    for (size_t r = 0; r < lp->rows; r++) {
        bool both = lp->row_lower[r].finite && lp->row_upper[r].finite;
        bool away = fabs(size[r]) > near * largest;
        row_of[r] = both || away ? (uint32_t)count++ : UINT32_MAX;
    }
    return count;
}

/* Of the movable rows keeps as many as there are wrong columns, independent
   on them. A matrix that is not square is filled up with zero columns. */
static bool choose_rows(uint32_t *row_of, size_t movable, const mc_lp *lp,
                        const uint32_t *wrong, size_t count,
                        const mc_stop *stop)
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
            done ? mc_modular_factor(&part, mc_modular_prime(0), stop) : NULL;
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
                    const uint32_t *wrong, size_t count, const mc_stop *stop)
{
    mc_sparse part;
    mc_vector right, step;
    mc_modular *factors = NULL;
    mpq_t *d = mc_array(count, sizeof(mpq_t));
    bool done = mc_vector_init(&right, count);
    done &= mc_vector_init(&step, count);
    done = done && d &&
           mc_sparse_submatrix(&part, &lp->matrix, row_of, count, wrong, count);
    if (done) {
        for (size_t c = 0; c < count; c++) {
            mpq_init(d[c]);
            mc_lp_reduced_cost(d[c], lp, y, 1, wrong[c]);
        }
        (void)mc_vector_set_list(&right, d, SIZE_MAX); /* without a limit */
        for (size_t c = 0; c < count; c++)
            mpq_clear(d[c]);
        factors = mc_modular_factor(&part, mc_modular_prime(0), stop);
        done = factors && mc_modular_rank(factors) == count &&
               mc_dixon_solve(&step, &part, factors, &right, true, stop);
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
    return done;
}

static void copy(mc_vector *to, const mc_vector *from)
{
    mpz_set(to->denominator, from->denominator);
    for (size_t r = 0; r < from->length; r++)
        mpz_set(to->numerator[r], from->numerator[r]);
}

/* The exact correction of multipliers on the wrong columns; columns that it
   makes wrong join them, until there are no new ones. */
typedef struct projection {
    mc_vector start; /* the multipliers given */
    double *size;    /* the same, nearly */
    uint32_t *wrong, *row_of;
} projection;

static bool project(mc_vector *y, projection *p, const mc_lp_implied *implied,
                    const mc_stop *stop)
{
    const mc_lp *lp = implied->lp;
    size_t count = 0;
    copy(&p->start, y);
    while (add_wrong(p->wrong, &count, y, implied)) {
        copy(y, &p->start);
        size_t movable = list_movable(p->row_of, lp, p->size);
        if (mc_stopped(stop) || movable < count ||
            !choose_rows(p->row_of, movable, lp, p->wrong, count, stop) ||
            !correct(y, p->row_of, lp, p->wrong, count, stop))
            return false;
    }
    return true;
}

static void set_sizes(double *size, const mc_vector *y)
{
    mpq_t value;
    mpq_init(value);
    for (size_t r = 0; r < y->length; r++) {
        mc_vector_get(value, y, r);
        size[r] = mpq_get_d(value);
    }
    mpq_clear(value);
}

bool mc_lp_safe_bound(mpq_t bound, mc_vector *y, const mc_lp_implied *implied,
                      const mc_stop *stop)
{
    const mc_lp *lp = implied->lp;
    projection p = {.size = mc_array(lp->rows, sizeof(double)),
                    .wrong = mc_array(lp->columns, sizeof(uint32_t)),
                    .row_of = mc_array(lp->rows, sizeof(uint32_t))};
    bool done =
        mc_vector_init(&p.start, lp->rows) && p.size && p.wrong && p.row_of;
    if (done) {
        prepare(y, lp);
        set_sizes(p.size, y);
        done = project(y, &p, implied, stop) &&
               mc_lp_implied_lift(y, implied, stop);
    }
    if (done) {
        mc_vector_reduce(y);
        done = mc_lp_dual_bound(bound, lp, y, 1);
    }
    mc_vector_clear(&p.start);
    free(p.size);
    free(p.wrong);
    free(p.row_of);
    return done;
}
