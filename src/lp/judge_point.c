/* The printed point and the basis of an answer. */
#include "lp/judge_parts.h"
#include "lp/vertex.h"

/* ---- the point ---- */

/* The point, the halves of its digits, and both times A. */
typedef struct printed {
    mc_vector x, half, activity, allowance;
} printed;

static bool printed_init(printed *p, const mc_lp *lp,
                         const mc_answer_vector *list)
{
    bool done = mc_judge_vector(&p->x, &p->half, list);
    done &= mc_vector_init(&p->activity, lp->rows);
    done &= mc_vector_init(&p->allowance, lp->rows);
    if (done) {
        mc_judge_activity(&p->activity, lp, &p->x, false);
        mc_judge_activity(&p->allowance, lp, &p->half, true);
    }
    return done;
}

static void printed_clear(printed *p)
{
    mc_vector_clear(&p->x);
    mc_vector_clear(&p->half);
    mc_vector_clear(&p->activity);
    mc_vector_clear(&p->allowance);
}

/* amount -> both counts, the second without what `allowance` explains */
static void count(mc_judged_point *point, bool row, size_t index, mpq_t amount,
                  mpq_srcptr allowance)
{
    mc_judge_add(&point->primal, row, index, amount);
    mpq_sub(amount, amount, allowance);
    mc_judge_add(&point->unexplained, row, index, amount);
}

static void count_violations(mc_judged_point *point, const mc_lp *lp,
                             const printed *p)
{
    mpq_t value, amount, allowance;
    mpq_inits(value, amount, allowance, NULL);
    for (size_t j = 0; j < lp->columns; j++) {
        mc_vector_get(value, &p->x, j);
        mc_judge_beyond(amount, value, &lp->column_lower[j],
                        &lp->column_upper[j]);
        if (mpq_sgn(amount) == 0)
            continue;
        mc_vector_get(allowance, &p->half, j);
        count(point, false, j, amount, allowance);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        mc_judge_row(value, &p->activity, lp, r);
        mc_judge_beyond(amount, value, &lp->row_lower[r], &lp->row_upper[r]);
        if (mpq_sgn(amount) == 0)
            continue;
        mc_judge_row(allowance, &p->allowance, lp, r);
        count(point, true, r, amount, allowance);
    }
    mpq_clears(value, amount, allowance, NULL);
}

/* 10^-12 of the largest sum of |A_rj x_j|, or of 1 */
static bool find_noise(mpq_t noise, const mc_lp *lp, const mc_vector *x)
{
    const long digits = 12;
    mc_vector absolute, size = {0};
    mpq_t sum;
    bool done = mc_vector_init(&absolute, lp->columns);
    done &= mc_vector_init(&size, lp->rows);
    mpq_init(sum);
    mpq_set_ui(noise, 1, 1);
    if (done) {
        mpz_set(absolute.denominator, x->denominator);
        for (size_t j = 0; j < lp->columns; j++)
            mpz_abs(absolute.numerator[j], x->numerator[j]);
        mc_judge_activity(&size, lp, &absolute, true);
    }
    for (size_t r = 0; done && r < lp->rows; r++) {
        mc_judge_row(sum, &size, lp, r);
        if (mpq_cmp(sum, noise) > 0)
            mpq_swap(sum, noise);
    }
    mc_judge_power(sum, -digits);
    mpq_mul(noise, noise, sum);
    mpq_clear(sum);
    mc_vector_clear(&absolute);
    mc_vector_clear(&size);
    return done;
}

/* |printed activity - A x|, less both halves and the noise */
static bool compare_activities(mc_judged_point *point, const mc_lp *lp,
                               const mc_answer_vector *list, const printed *p)
{
    const mc_print print = mc_judge_print(list);
    mpq_t value, half, noise;
    bool done;
    mpq_inits(value, half, noise, NULL);
    done = find_noise(noise, lp, &p->x);
    for (size_t r = 0; done && r < lp->rows; r++) {
        if (!list->entry[r].given)
            continue;
        mc_judge_row(value, &p->activity, lp, r);
        mpq_sub(value, value, list->entry[r].value);
        mpq_abs(value, value);
        mc_judge_row(half, &p->allowance, lp, r);
        mpq_sub(value, value, half);
        mc_judge_half(half, &list->entry[r], print);
        mpq_sub(value, value, half);
        mpq_sub(value, value, noise);
        mc_judge_add(&point->activity, true, r, value);
    }
    mpq_clears(value, half, noise, NULL);
    return done;
}

bool mc_judge_point(mc_judged_point *point, const mc_lp *lp,
                    const mc_answer *answer)
{
    printed p = {{0}, {0}, {0}, {0}};
    bool done = true;
    point->present = answer->x.entry != NULL;
    if (!point->present)
        return true;
    point->absent = answer->x.length - answer->x.given;
    point->print = mc_judge_print(&answer->x);
    done = printed_init(&p, lp, &answer->x);
    if (done) {
        count_violations(point, lp, &p);
        if (answer->activity.entry)
            done = compare_activities(point, lp, &answer->activity, &p);
        mc_judge_objective_at(point->objective, lp, &p.x);
    }
    printed_clear(&p);
    return done;
}

/* ---- the basis ---- */

void mc_answer_basis(mc_basis *basis, const mc_answer *answer, const mc_lp *lp)
{
    const mc_basis *from = &answer->basis;
    mc_basis_copy(basis, from);
    for (size_t j = 0; j < lp->columns; j++)
        if (from->column[j] != MC_BASIC)
            basis->column[j] = (unsigned char)mc_basis_rest(
                &lp->column_lower[j], &lp->column_upper[j],
                (mc_position)from->column[j]);
    for (size_t r = 0; r < lp->rows; r++)
        if (from->row[r] != MC_BASIC)
            basis->row[r] = (unsigned char)mc_basis_rest(
                &lp->row_lower[r], &lp->row_upper[r],
                (mc_position)from->row[r]);
}

static void count_basic(mc_judged_basis *judged, const mc_lp *lp,
                        const mc_basis *basis)
{
    for (size_t j = 0; j < lp->columns; j++) {
        judged->basic += basis->column[j] == MC_BASIC;
        if (basis->column[j] == MC_AT_UPPER && !lp->column_upper[j].finite &&
            judged->stray++ == 0)
            judged->first_stray = j;
    }
    for (size_t r = 0; r < lp->rows; r++)
        judged->basic += basis->row[r] == MC_BASIC;
    judged->square = judged->basic == lp->rows;
}

/* The basic solution: everything over denominators of its own. */
typedef struct corner {
    mc_basis basis;
    mc_vector x, activity, y, reduced, cost;
} corner;

static bool corner_init(corner *c, const mc_lp *lp)
{
    bool done = mc_basis_init(&c->basis, lp);
    done &= mc_vector_init(&c->x, lp->columns);
    done &= mc_vector_init(&c->activity, lp->rows);
    done &= mc_vector_init(&c->y, lp->rows);
    done &= mc_vector_init(&c->reduced, lp->columns);
    done &= mc_judge_costs(&c->cost, lp);
    return done;
}

static void corner_clear(corner *c)
{
    mc_basis_clear(&c->basis);
    mc_vector_clear(&c->x);
    mc_vector_clear(&c->activity);
    mc_vector_clear(&c->y);
    mc_vector_clear(&c->reduced);
    mc_vector_clear(&c->cost);
}

/* Sets *regular: whether the basis is one. */
static bool corner_solve(corner *c, bool *regular, const mc_lp *lp,
                         const mc_answer *answer, const mc_stop *stop)
{
    mc_basis given;
    mc_vertex vertex;
    bool done = mc_basis_init(&given, lp);
    if (!done)
        return false;
    mc_answer_basis(&given, answer, lp);
    mc_basis_copy(&c->basis, &given);
    done = mc_vertex_init(&vertex, lp, &c->basis, true, stop);
    *regular = done && mc_basis_equal(&given, &c->basis);
    if (*regular)
        done = mc_vertex_point(&c->x, &c->activity, &vertex) &&
               mc_vertex_prices(&c->y, &c->reduced, &vertex, &c->cost);
    mc_vertex_clear(&vertex);
    mc_basis_clear(&given);
    return done;
}

/* A price of the wrong sign for where its variable stands (minimisation). */
static void count_price(mc_violation *dual, bool row, size_t index,
                        unsigned char position, const mc_lp_bound *lower,
                        const mc_lp_bound *upper, mpq_t price)
{
    int sign = mpq_sgn(price);
    if (position == MC_BASIC || sign == 0)
        return;
    if (lower->finite && upper->finite && mpq_equal(lower->value, upper->value))
        return;
    if ((position == MC_AT_LOWER && sign > 0) ||
        (position == MC_AT_UPPER && sign < 0))
        return;
    mpq_abs(price, price);
    mc_judge_add(dual, row, index, price);
}

static void count_corner(mc_judged_basis *judged, const mc_lp *lp,
                         const corner *c)
{
    mpq_t value, amount;
    mpq_inits(value, amount, NULL);
    for (size_t j = 0; j < lp->columns; j++) {
        const mc_lp_bound *lower = &lp->column_lower[j];
        const mc_lp_bound *upper = &lp->column_upper[j];
        mc_vector_get(value, &c->x, j);
        mc_judge_beyond(amount, value, lower, upper);
        mc_judge_add(&judged->primal, false, j, amount);
        mc_vector_get(value, &c->reduced, j);
        count_price(&judged->dual, false, j, c->basis.column[j], lower, upper,
                    value);
    }
    for (size_t r = 0; r < lp->rows; r++) {
        const mc_lp_bound *lower = &lp->row_lower[r];
        const mc_lp_bound *upper = &lp->row_upper[r];
        mc_judge_row(value, &c->activity, lp, r);
        mc_judge_beyond(amount, value, lower, upper);
        mc_judge_add(&judged->primal, true, r, amount);
        mc_vector_get(value, &c->y, r);
        mpz_mul(mpq_numref(value), mpq_numref(value), lp->row_scale[r]);
        mpq_canonicalize(value);
        count_price(&judged->dual, true, r, c->basis.row[r], lower, upper,
                    value);
    }
    mpq_clears(value, amount, NULL);
}

/* The largest value, or 1; its 10^-12th is the noise. */
static void count_right(mc_judged_basis *judged)
{
    const long digits = 12;
    mpq_t largest;
    mpq_init(largest);
    mc_judge_power(largest, digits);
    mpq_mul(largest, largest, judged->noise);
    judged->right = mc_judge_right(judged->distance, largest);
    mpq_clear(largest);
}

/* How far the printed values are from the basic solution. */
static void compare_values(mc_judged_basis *judged, const mc_answer_vector *x,
                           const corner *c)
{
    const mc_print print = mc_judge_print(x);
    mpq_t value, half;
    mpq_inits(value, half, NULL);
    mc_judge_noise(judged->noise, &c->x);
    judged->agrees = true;
    for (size_t j = 0; x->entry && j < x->length; j++) {
        mc_vector_get(value, &c->x, j);
        mpq_sub(value, value, x->entry[j].value);
        mpq_abs(value, value);
        if (mpq_cmp(value, judged->distance) > 0) {
            mpq_set(judged->distance, value);
            judged->farthest = j;
        }
        mc_judge_half(half, &x->entry[j], print);
        mpq_add(half, half, judged->noise);
        if (mpq_cmp(value, half) > 0)
            judged->agrees = false;
    }
    count_right(judged);
    mpq_clears(value, half, NULL);
}

/* Whether printed dual values are `sign` times the exact ones (of rows, if lp
   is not NULL), to their intervals and the noise. */
static bool duals_fit(const mc_answer_vector *list, const mc_vector *exact,
                      const mc_lp *lp, int sign, mpq_srcptr noise)
{
    const mc_print print = mc_judge_print(list);
    mpq_t value, half;
    bool fit = true;
    mpq_inits(value, half, NULL);
    for (size_t i = 0; fit && list->entry && i < list->length; i++) {
        mc_vector_get(value, exact, i);
        if (lp) {
            mpz_mul(mpq_numref(value), mpq_numref(value), lp->row_scale[i]);
            mpq_canonicalize(value);
        }
        if (sign < 0)
            mpq_neg(value, value);
        mpq_sub(value, value, list->entry[i].value);
        mpq_abs(value, value);
        mc_judge_half(half, &list->entry[i], print);
        mpq_add(half, half, noise);
        fit = mpq_cmp(value, half) <= 0;
    }
    mpq_clears(value, half, NULL);
    return fit;
}

/* In a convention that programs have. */
static void compare_duals(mc_judged_basis *judged, const mc_lp *lp,
                          const mc_answer *answer, const corner *c)
{
    mpq_t noise, other;
    mpq_inits(noise, other, NULL);
    mc_judge_noise(noise, &c->cost);
    mc_judge_noise(other, &c->reduced);
    if (mpq_cmp(noise, other) < 0)
        mpq_swap(noise, other);
    for (int sign = 1; sign >= (lp->maximise ? -1 : 1); sign -= 2)
        judged->duals_agree |=
            duals_fit(&answer->y, &c->y, lp, sign, noise) &&
            duals_fit(&answer->reduced, &c->reduced, NULL, sign, noise);
    mpq_clears(noise, other, NULL);
}

bool mc_judge_basis(mc_judged_basis *judged, const mc_lp *lp,
                    const mc_answer *answer, const mc_stop *stop)
{
    corner c;
    bool done, regular = false;
    judged->present = answer->has_basis;
    if (!judged->present)
        return true;
    count_basic(judged, lp, &answer->basis);
    if (!judged->square || judged->stray > 0)
        return true;
    done = corner_init(&c, lp) && corner_solve(&c, &regular, lp, answer, stop);
    if (done) {
        judged->singular = !regular;
        judged->solved = regular;
    }
    if (done && regular) {
        count_corner(judged, lp, &c);
        mc_judge_objective_at(judged->objective, lp, &c.x);
        compare_values(judged, &answer->x, &c);
        compare_duals(judged, lp, answer, &c);
        judged->optimal = judged->primal.count == 0 && judged->dual.count == 0;
    }
    corner_clear(&c);
    return done;
}
