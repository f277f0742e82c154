/* The dual values of an answer: their sign convention, and what is wrong. */
#include <float.h>
#include <math.h>

#include "base/memory.h"
#include "lp/certify.h"
#include "lp/judge_parts.h"

/* All as printed, over denominators of their own. product = A^T y for the
   user's rows, product_half = |A|^T half. Minimisation has the costs `cost`.
   side: the bound at which a row or column stands as printed, -1 lower, 1
   upper, 0 neither, both or unknown; columns first. */
typedef struct printed {
    const mc_lp *lp;
    mc_vector cost, y, half_y, d, half_d, product, product_half;
    signed char *side;
    bool has_y, has_d;
} printed;

static void printed_clear(printed *p)
{
    mc_vector_clear(&p->cost);
    mc_vector_clear(&p->y);
    mc_vector_clear(&p->half_y);
    mc_vector_clear(&p->d);
    mc_vector_clear(&p->half_d);
    mc_vector_clear(&p->product);
    mc_vector_clear(&p->product_half);
    free(p->side);
}

/* product[j] = sum over rows of y[r] A[r][j], A = matrix / row_scale */
static void multiply(mc_vector *product, const mc_lp *lp, const mc_vector *y,
                     bool absolute)
{
    const mc_sparse *a = &lp->matrix;
    mpz_t scale, factor, entry;
    mpz_inits(scale, factor, entry, NULL);
    mpz_set_ui(scale, 1);
    for (size_t r = 0; r < lp->rows; r++)
        if (mpz_sgn(y->numerator[r]) != 0)
            mpz_lcm(scale, scale, lp->row_scale[r]);
    mpz_mul(product->denominator, y->denominator, scale);
    for (size_t j = 0; j < lp->columns; j++) {
        mpz_set_ui(product->numerator[j], 0);
        for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
            size_t r = a->row[e];
            if (mpz_sgn(y->numerator[r]) == 0)
                continue;
            mpz_divexact(factor, scale, lp->row_scale[r]);
            mpz_mul(factor, factor, y->numerator[r]);
            mc_sparse_get(entry, a, e);
            if (absolute)
                mpz_abs(entry, entry);
            mpz_addmul(product->numerator[j], entry, factor);
        }
    }
    mpz_clears(scale, factor, entry, NULL);
}

/* -1, 1: within `allowance` of that bound, or beyond, and not of the other */
static signed char side_of(mpq_srcptr value, mpq_srcptr allowance,
                           const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    mpq_t distance;
    bool at_lower = false, at_upper = false;
    if (lower->finite && upper->finite && mpq_equal(lower->value, upper->value))
        return 0;
    mpq_init(distance);
    if (lower->finite) {
        mpq_sub(distance, value, lower->value);
        at_lower = mpq_cmp(distance, allowance) <= 0;
    }
    if (upper->finite) {
        mpq_sub(distance, upper->value, value);
        at_upper = mpq_cmp(distance, allowance) <= 0;
    }
    mpq_clear(distance);
    return (signed char)((at_upper && !at_lower) - (at_lower && !at_upper));
}

static bool find_sides(printed *p, const mc_answer *answer)
{
    const mc_lp *lp = p->lp;
    mc_vector x = {0}, half = {0}, activity = {0}, allowance = {0};
    mpq_t value, size;
    bool done;
    p->side = mc_array(lp->columns + lp->rows, 1);
    if (!p->side || !answer->x.entry)
        return p->side != NULL;
    mpq_inits(value, size, NULL);
    done = mc_judge_vector(&x, &half, &answer->x);
    done &= mc_vector_init(&activity, lp->rows);
    done &= mc_vector_init(&allowance, lp->rows);
    if (done) {
        mc_judge_activity(&activity, lp, &x, false);
        mc_judge_activity(&allowance, lp, &half, true);
    }
    for (size_t j = 0; done && j < lp->columns; j++) {
        mc_vector_get(value, &x, j);
        mc_vector_get(size, &half, j);
        p->side[j] =
            side_of(value, size, &lp->column_lower[j], &lp->column_upper[j]);
    }
    for (size_t r = 0; done && r < lp->rows; r++) {
        mc_judge_row(value, &activity, lp, r);
        mc_judge_row(size, &allowance, lp, r);
        p->side[lp->columns + r] =
            side_of(value, size, &lp->row_lower[r], &lp->row_upper[r]);
    }
    mpq_clears(value, size, NULL);
    mc_vector_clear(&x);
    mc_vector_clear(&half);
    mc_vector_clear(&activity);
    mc_vector_clear(&allowance);
    return done;
}

static bool printed_init(printed *p, const mc_lp *lp, const mc_answer *answer)
{
    bool done;
    *p = (printed){.lp = lp,
                   .has_y = answer->y.entry != NULL,
                   .has_d = answer->reduced.entry != NULL};
    done = mc_judge_costs(&p->cost, lp);
    done &= p->has_y ? mc_judge_vector(&p->y, &p->half_y, &answer->y)
                     : mc_vector_init(&p->y, lp->rows) &&
                           mc_vector_init(&p->half_y, lp->rows);
    done &= p->has_d ? mc_judge_vector(&p->d, &p->half_d, &answer->reduced)
                     : mc_vector_init(&p->d, lp->columns) &&
                           mc_vector_init(&p->half_d, lp->columns);
    done &= mc_vector_init(&p->product, lp->columns);
    done &= mc_vector_init(&p->product_half, lp->columns);
    done &= find_sides(p, answer);
    if (done) {
        multiply(&p->product, lp, &p->y, false);
        multiply(&p->product_half, lp, &p->half_y, true);
    }
    return done;
}

/* ---- one column or row, for the minimisation ---- */

/* What sign of a price is wrong: +1 where no lower bound could hold it or the
   variable stands at its upper bound, and so on. */
static bool is_wrong(int sign, signed char side, const mc_lp_bound *lower,
                     const mc_lp_bound *upper)
{
    if (sign > 0)
        return !lower->finite || side > 0;
    return sign < 0 && (!upper->finite || side < 0);
}

/* d = cost - sign A^T y, or the printed reduced cost if there is no y */
static void reduced_cost(mpq_t d, const printed *p, size_t j, int price_sign,
                         int reduced_sign)
{
    mpq_t cost;
    if (!p->has_y) {
        mc_vector_get(d, &p->d, j);
        if (reduced_sign < 0)
            mpq_neg(d, d);
        return;
    }
    mpq_init(cost);
    mc_vector_get(cost, &p->cost, j);
    mc_vector_get(d, &p->product, j);
    if (price_sign > 0)
        mpq_neg(d, d);
    mpq_add(d, d, cost);
    mpq_clear(cost);
}

/* |d - sign * printed d| */
static void residual_of(mpq_t residual, const printed *p, size_t j,
                        mpq_srcptr d, int reduced_sign)
{
    mc_vector_get(residual, &p->d, j);
    if (reduced_sign < 0)
        mpq_neg(residual, residual);
    mpq_sub(residual, d, residual);
    mpq_abs(residual, residual);
}

/* ---- the signs ---- */

/* What of an amount the printed digits and the noise do not explain. */
static double unexplained(mpq_srcptr amount, const mc_vector *half,
                          size_t index, double noise)
{
    mpq_t size;
    double excess;
    mpq_init(size);
    mc_vector_get(size, half, index);
    excess = fabs(mpq_get_d(amount)) - mpq_get_d(size) - noise;
    mpq_clear(size);
    return fmax(excess, 0);
}

/* How badly a pair of signs fits: the sum of all residuals and all prices of
   the wrong sign. A double will do, since it only proposes. */
static double misfit(const printed *p, int price_sign, int reduced_sign,
                     double noise)
{
    const mc_lp *lp = p->lp;
    const mc_vector *half = p->has_y ? &p->product_half : &p->half_d;
    double sum = 0;
    mpq_t d, residual;
    mpq_inits(d, residual, NULL);
    for (size_t j = 0; j < lp->columns; j++) {
        reduced_cost(d, p, j, price_sign, reduced_sign);
        if (is_wrong(mpq_sgn(d), p->side[j], &lp->column_lower[j],
                     &lp->column_upper[j]))
            sum += unexplained(d, half, j, noise);
        if (p->has_y && p->has_d) {
            residual_of(residual, p, j, d, reduced_sign);
            sum += unexplained(residual, half, j, noise);
        }
    }
    for (size_t r = 0; p->has_y && r < lp->rows; r++) {
        mc_vector_get(d, &p->y, r);
        if (is_wrong(mpq_sgn(d) * price_sign, p->side[lp->columns + r],
                     &lp->row_lower[r], &lp->row_upper[r]))
            sum += unexplained(d, &p->half_y, r, noise);
    }
    mpq_clears(d, residual, NULL);
    return isfinite(sum) ? sum : DBL_MAX;
}

static bool is_zero(const mc_vector *vector)
{
    for (size_t i = 0; i < vector->length; i++)
        if (mpz_sgn(vector->numerator[i]) != 0)
            return false;
    return true;
}

/* The usual conventions win a tie. Signs are those of the minimisation. */
static void find_signs(int *price_sign, int *reduced_sign, bool *known,
                       const printed *p, mpq_srcptr noise)
{
    static const int pairs[4][2] = {{1, 1}, {-1, -1}, {1, -1}, {-1, 1}};
    const bool no_y = is_zero(&p->y), no_d = is_zero(&p->d);
    const int order = p->lp->maximise ? -1 : 1; /* the file's sense first */
    double best = INFINITY;
    *known = !no_y || !no_d;
    *price_sign = *reduced_sign = order;
    for (int i = 0; i < (no_y || no_d ? 2 : 4); i++) {
        double fit = misfit(p, order * pairs[i][0], order * pairs[i][1],
                            mpq_get_d(noise));
        if (fit < best) {
            best = fit;
            *price_sign = order * pairs[i][0];
            *reduced_sign = order * pairs[i][1];
        }
    }
}

/* ---- what is wrong ---- */

static void count_columns(mc_judged_duals *duals, const printed *p,
                          int price_sign, int reduced_sign, mpq_srcptr noise)
{
    const mc_lp *lp = p->lp;
    mpq_t d, allowance, residual, half;
    mpq_inits(d, allowance, residual, half, NULL);
    for (size_t j = 0; j < lp->columns; j++) {
        reduced_cost(d, p, j, price_sign, reduced_sign);
        mc_vector_get(half, &p->half_d, j);
        mc_vector_get(allowance, &p->product_half, j);
        if (!p->has_y)
            mpq_set(allowance, half);
        mpq_add(allowance, allowance, noise);
        if (p->has_y && p->has_d) {
            residual_of(residual, p, j, d, reduced_sign);
            mpq_sub(residual, residual, allowance);
            mpq_sub(residual, residual, half);
            mc_judge_add(&duals->residual, false, j, residual);
        }
        if (is_wrong(mpq_sgn(d), p->side[j], &lp->column_lower[j],
                     &lp->column_upper[j])) {
            mpq_abs(d, d);
            if (mpq_cmp(d, allowance) > 0)
                mc_judge_add(&duals->wrong, false, j, d);
        }
    }
    mpq_clears(d, allowance, residual, half, NULL);
}

static void count_rows(mc_judged_duals *duals, const printed *p, int price_sign,
                       mpq_srcptr noise)
{
    const mc_lp *lp = p->lp;
    mpq_t y, allowance;
    mpq_inits(y, allowance, NULL);
    for (size_t r = 0; p->has_y && r < lp->rows; r++) {
        mc_vector_get(y, &p->y, r);
        mc_vector_get(allowance, &p->half_y, r);
        mpq_add(allowance, allowance, noise);
        if (!is_wrong(mpq_sgn(y) * price_sign, p->side[lp->columns + r],
                      &lp->row_lower[r], &lp->row_upper[r]))
            continue;
        mpq_abs(y, y);
        if (mpq_cmp(y, allowance) > 0)
            mc_judge_add(&duals->wrong, true, r, y);
    }
    mpq_clears(y, allowance, NULL);
}

/* sum += |price half| * |the bound that the price uses| */
static void add_uncertainty(mpq_t sum, int sign, mpq_srcptr half,
                            const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    const mc_lp_bound *bound = sign >= 0 ? lower : upper;
    mpq_t term;
    if (!bound->finite)
        return;
    mpq_init(term);
    mpq_abs(term, bound->value);
    mpq_mul(term, term, half);
    mpq_add(sum, sum, term);
    mpq_clear(term);
}

/* How much B(1, y) may vary within the printed intervals, about. */
static void bound_slack(mpq_t slack, const printed *p, int price_sign,
                        int reduced_sign)
{
    const mc_lp *lp = p->lp;
    mpq_t d, half;
    mpq_inits(d, half, NULL);
    mpq_set_ui(slack, 0, 1);
    for (size_t j = 0; j < lp->columns; j++) {
        reduced_cost(d, p, j, price_sign, reduced_sign);
        mc_vector_get(half, &p->product_half, j);
        add_uncertainty(slack, mpq_sgn(d), half, &lp->column_lower[j],
                        &lp->column_upper[j]);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        mc_vector_get(half, &p->half_y, r);
        add_uncertainty(slack, mpz_sgn(p->y.numerator[r]) * price_sign, half,
                        &lp->row_lower[r], &lp->row_upper[r]);
    }
    mpq_clears(d, half, NULL);
}

/* What y proves, and whether that is the optimum. */
static void judge_bound(mc_judged_duals *duals, const mc_lp *lp, printed *p,
                        int price_sign, int reduced_sign,
                        const mc_lp_solution *solution)
{
    const long digits = 12;
    mpq_t slack, noise;
    for (size_t r = 0; price_sign < 0 && r < lp->rows; r++)
        mpz_neg(p->y.numerator[r], p->y.numerator[r]);
    duals->bounded = p->has_y && mc_lp_dual_bound(duals->bound, lp, &p->y, 1);
    for (size_t r = 0; price_sign < 0 && r < lp->rows; r++)
        mpz_neg(p->y.numerator[r], p->y.numerator[r]);
    if (!duals->bounded)
        return;
    if (lp->maximise)
        mpq_neg(duals->bound, duals->bound);
    mpq_add(duals->bound, duals->bound, lp->constant);
    if (solution->kind != MC_LP_OPTIMAL)
        return;
    mpq_inits(slack, noise, NULL);
    mpq_sub(duals->gap, solution->value, duals->bound);
    mpq_abs(duals->gap, duals->gap);
    bound_slack(slack, p, price_sign, reduced_sign);
    mc_judge_power(noise, -digits);
    mpq_add(slack, slack, noise);
    mpq_mul(noise, noise, solution->value);
    mpq_abs(noise, noise);
    mpq_add(slack, slack, noise);
    duals->far = mpq_cmp(duals->gap, slack) > 0;
    mpq_clears(slack, noise, NULL);
}

bool mc_judge_duals(mc_judged_duals *duals, const mc_lp *lp,
                    const mc_answer *answer, const mc_lp_solution *solution)
{
    printed p;
    int price_sign, reduced_sign;
    mpq_t noise, other;
    bool done;
    duals->has_prices = answer->y.entry != NULL;
    duals->has_reduced = answer->reduced.entry != NULL;
    if (!duals->has_prices && !duals->has_reduced)
        return true;
    done = printed_init(&p, lp, answer);
    mpq_inits(noise, other, NULL);
    if (done) {
        const int sense = lp->maximise ? -1 : 1;
        mc_judge_noise(noise, &p.cost);
        mc_judge_noise(other, &p.y);
        if (mpq_cmp(noise, other) < 0)
            mpq_swap(noise, other);
        find_signs(&price_sign, &reduced_sign, &duals->known, &p, noise);
        count_columns(duals, &p, price_sign, reduced_sign, noise);
        count_rows(duals, &p, price_sign, noise);
        judge_bound(duals, lp, &p, price_sign, reduced_sign, solution);
        duals->price_sign = price_sign * sense;
        duals->reduced_sign = reduced_sign * sense;
        duals->usual =
            price_sign == reduced_sign && (lp->maximise || price_sign > 0);
        duals->right = duals->usual && duals->wrong.count == 0 &&
                       duals->residual.count == 0 && !duals->far;
    }
    mpq_clears(noise, other, NULL);
    printed_clear(&p);
    return done;
}
