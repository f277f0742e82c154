#include "lp/implied.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "lp/certify.h"
#include "lp/rows.h"

static const unsigned never = UINT_MAX;

/* The search for implied bounds, round by round. */
typedef struct search {
    mc_lp_implied *implied;
    mc_lp_rows rows;
    double *coefficient; /* of A, by position */
    unsigned now;        /* this round */
    bool found;          /* something in this round */
} search;

static bool is_known(const search *s, size_t side)
{
    return s->implied->round[side] < s->now;
}

/* A row as sum of c_k x_k <= limit, where c_k = sign A_rk. */
typedef struct inequality {
    size_t row;
    int sign;
    double limit;
} inequality;

/* The side of column k at which c_k x_k is least. */
static size_t least_side(double c, size_t k)
{
    return c > 0 ? 2 * k : 2 * k + 1;
}

/* Column j of the inequality is bounded if all other terms are. */
static void bound_column(search *s, const inequality *in, size_t e, size_t j,
                         double rest)
{
    double c = in->sign * s->coefficient[e];
    size_t side = least_side(-c, j);
    mc_lp_implied *implied = s->implied;
    double value = (in->limit - rest) / c;
    bool again = implied->round[side] == s->now;
    bool better =
        c > 0 ? value < implied->value[side] : value > implied->value[side];
    if (is_known(s, side) || !isfinite(value) || (again && !better))
        return;
    implied->round[side] = s->now;
    implied->entry[side] = e;
    implied->value[side] = value;
    s->found = true;
}

static void use(search *s, const inequality *in)
{
    size_t begin = s->rows.start[in->row], end = s->rows.start[in->row + 1];
    size_t unknown = 0, which = SIZE_MAX;
    double least = 0;
    for (size_t i = begin; i < end && unknown < 2; i++) {
        double c = in->sign * s->coefficient[s->rows.entry[i]];
        size_t side = least_side(c, s->rows.column[i]);
        if (is_known(s, side)) {
            least += c * s->implied->value[side];
        } else {
            unknown++;
            which = i;
        }
    }
    if (unknown == 1)
        bound_column(s, in, s->rows.entry[which], s->rows.column[which], least);
    for (size_t i = begin; i < end && unknown == 0; i++) {
        double c = in->sign * s->coefficient[s->rows.entry[i]];
        size_t j = s->rows.column[i];
        bound_column(s, in, s->rows.entry[i], j,
                     least - c * s->implied->value[least_side(c, j)]);
    }
}

static bool run(search *s, const mc_stop *stop)
{
    const mc_lp *lp = s->implied->lp;
    do {
        s->now++;
        s->found = false;
        for (size_t r = 0; r < lp->rows; r++) {
            if (lp->row_upper[r].finite) {
                inequality in = {r, 1, mpq_get_d(lp->row_upper[r].value)};
                use(s, &in);
            }
            if (lp->row_lower[r].finite) {
                inequality in = {r, -1, -mpq_get_d(lp->row_lower[r].value)};
                use(s, &in);
            }
        }
        if (mc_stopped(stop))
            return false;
    } while (s->found);
    return true;
}

static void take_bound(mc_lp_implied *implied, size_t side,
                       const mc_lp_bound *bound)
{
    implied->round[side] = bound->finite ? 0 : never;
    implied->value[side] = bound->finite ? mpq_get_d(bound->value) : 0;
}

static void set_coefficients(double *coefficient, const mc_lp *lp)
{
    mpq_t entry;
    mpq_init(entry);
    for (size_t e = 0; e < lp->matrix.start[lp->columns]; e++) {
        mc_lp_get_entry(entry, lp, e);
        coefficient[e] = mpq_get_d(entry);
    }
    mpq_clear(entry);
}

/* order: sides by decreasing round. */
static bool set_order(mc_lp_implied *implied, unsigned rounds)
{
    size_t sides = 2 * implied->lp->columns;
    size_t *next = mc_array(rounds + 2, sizeof(size_t));
    if (!next)
        return false;
    for (size_t side = 0; side < sides; side++)
        if (implied->round[side] != never && implied->round[side] > 0)
            next[rounds - implied->round[side] + 1]++;
    for (unsigned k = 0; k <= rounds; k++)
        next[k + 1] += next[k];
    implied->count = next[rounds + 1];
    for (size_t side = 0; side < sides; side++)
        if (implied->round[side] != never && implied->round[side] > 0)
            implied->order[next[rounds - implied->round[side]]++] = side;
    free(next);
    return true;
}

bool mc_lp_implied_init(mc_lp_implied *implied, const mc_lp *lp,
                        const mc_stop *stop)
{
    size_t sides = 2 * lp->columns;
    *implied = (mc_lp_implied){.lp = lp,
                               .round = mc_array(sides, sizeof(unsigned)),
                               .entry = mc_array(sides, sizeof(size_t)),
                               .value = mc_array(sides, sizeof(double)),
                               .order = mc_array(sides, sizeof(size_t))};
    search s = {.implied = implied,
                .coefficient =
                    mc_array(lp->matrix.start[lp->columns], sizeof(double))};
    bool rows = mc_lp_rows_init(&s.rows, lp);
    bool done = rows && implied->round && implied->entry && implied->value &&
                implied->order && s.coefficient;
    if (done) {
        set_coefficients(s.coefficient, lp);
        for (size_t j = 0; j < lp->columns; j++) {
            take_bound(implied, 2 * j, &lp->column_lower[j]);
            take_bound(implied, 2 * j + 1, &lp->column_upper[j]);
        }
        done = run(&s, stop) && set_order(implied, s.now);
    }
    if (rows)
        mc_lp_rows_clear(&s.rows);
    free(s.coefficient);
    if (!done)
        mc_lp_implied_clear(implied);
    return done;
}

void mc_lp_implied_clear(mc_lp_implied *implied)
{
    free(implied->round);
    free(implied->entry);
    free(implied->value);
    free(implied->order);
    memset(implied, 0, sizeof *implied);
}

bool mc_lp_implied_follows(const mc_lp_implied *implied, size_t column,
                           bool upper)
{
    unsigned round = implied->round[2 * column + upper];
    return round > 0 && round != never;
}

/* y[r] += step, away from zero to the next multiple of 1 / denominator unless
   it has to be exact. */
static void move(mc_vector *y, size_t r, mpq_srcptr step, bool exact)
{
    mpz_t units;
    mpz_init(units);
    mpz_mul(units, mpq_numref(step), y->denominator);
    if (exact && !mpz_divisible_p(units, mpq_denref(step))) {
        mpz_t common;
        mpz_init(common);
        mpz_lcm(common, y->denominator, mpq_denref(step));
        mc_vector_rescale(y, common);
        mpz_mul(units, mpq_numref(step), y->denominator);
        mpz_clear(common);
    }
    if (mpz_sgn(units) < 0)
        mpz_fdiv_q(units, units, mpq_denref(step));
    else
        mpz_cdiv_q(units, units, mpq_denref(step));
    mpz_add(y->numerator[r], y->numerator[r], units);
    mpz_clear(units);
}

/* Sides that the row needs in exchange have earlier rounds, and so come later.
   With rounding the reduced cost may pass zero a little, which is for the
   other side to bear, if it comes later too. */
bool mc_lp_implied_lift(mc_vector *y, const mc_lp_implied *implied,
                        const mc_stop *stop)
{
    const size_t often = 256;
    const mc_lp *lp = implied->lp;
    mpq_t d, entry;
    bool going = true;
    mpq_inits(d, entry, NULL);
    for (size_t i = 0; i < implied->count && going; i++) {
        size_t side = implied->order[i], j = side / 2, e = implied->entry[side];
        bool upper = side % 2 != 0;
        mc_lp_reduced_cost(d, lp, y, 1, j);
        if (upper ? mpq_sgn(d) < 0 : mpq_sgn(d) > 0) {
            mc_lp_get_entry(entry, lp, e);
            mpq_div(d, d, entry);
            move(y, lp->matrix.row[e], d,
                 implied->round[side ^ 1] >= implied->round[side]);
        }
        going = i % often != 0 || !mc_stopped(stop);
    }
    mpq_clears(d, entry, NULL);
    return going;
}
