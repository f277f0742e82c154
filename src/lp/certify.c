#include "lp/certify.h"

#include "base/message.h"
#include "certificate/writer.h"

static bool within(mpq_srcptr value, const mc_lp_bound *lower,
                   const mc_lp_bound *upper)
{
    return !(lower->finite && mpq_cmp(value, lower->value) < 0) &&
           !(upper->finite && mpq_cmp(value, upper->value) > 0);
}

/* The activities of a vector x, in the user's rows, as a vector of rationals
   row by row: activity over the denominator of x, times row_scale. */
static bool activities(mc_vector *activity, const mc_lp *lp, const mc_vector *x)
{
    const mc_sparse *a = &lp->matrix;
    if (!mc_vector_init(activity, lp->rows))
        return false;
    mpz_set(activity->denominator, x->denominator);
    for (size_t j = 0; j < lp->columns; j++)
        if (mpz_sgn(x->numerator[j]) != 0)
            for (size_t e = a->start[j]; e < a->start[j + 1]; e++)
                mc_sparse_addmul(activity->numerator[a->row[e]], a, e,
                                 x->numerator[j]);
    return true;
}

/* value = activity of row r in the user's units */
static void user_activity(mpq_t value, const mc_lp *lp,
                          const mc_vector *activity, size_t r)
{
    mpq_set_num(value, activity->numerator[r]);
    mpz_mul(mpq_denref(value), activity->denominator, lp->row_scale[r]);
    mpq_canonicalize(value);
}

bool mc_lp_point_holds(const mc_lp *lp, const mc_vector *x)
{
    mc_vector activity;
    mpq_t value;
    mpq_init(value);
    bool holds = activities(&activity, lp, x);
    for (size_t j = 0; j < lp->columns && holds; j++) {
        mc_vector_get(value, x, j);
        holds = within(value, &lp->column_lower[j], &lp->column_upper[j]);
    }
    for (size_t r = 0; r < lp->rows && holds; r++) {
        user_activity(value, lp, &activity, r);
        holds = within(value, &lp->row_lower[r], &lp->row_upper[r]);
    }
    mpq_clear(value);
    mc_vector_clear(&activity);
    return holds;
}

/* sum += multiplier * (lower if positive, upper if negative) */
static bool add_product(mpq_t sum, mpq_srcptr multiplier,
                        const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    int sign = mpq_sgn(multiplier);
    const mc_lp_bound *bound = sign > 0 ? lower : upper;
    if (sign == 0)
        return true;
    if (!bound->finite)
        return false;
    if (mpq_sgn(bound->value) == 0)
        return true;
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, multiplier, bound->value);
    mpq_add(sum, sum, product);
    mpq_clear(product);
    return true;
}

void mc_lp_reduced_cost(mpq_t d, const mc_lp *lp, const mc_vector *y, int t,
                        size_t j)
{
    const mc_sparse *a = &lp->matrix;
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(d, 0, 1);
    for (size_t e = a->start[j]; e < a->start[j + 1]; e++) {
        size_t r = a->row[e];
        if (mpz_sgn(y->numerator[r]) == 0)
            continue;
        if (mpz_cmp_ui(lp->row_scale[r], 1) == 0) {
            /* an integer over the denominator of y, which d keeps for now */
            mpz_mul(mpq_denref(term), mpq_denref(d), y->numerator[r]);
            mc_sparse_submul(mpq_numref(d), a, e, mpq_denref(term));
            continue;
        }
        mc_sparse_get(mpq_numref(term), a, e);
        mpz_mul(mpq_numref(term), mpq_numref(term), y->numerator[r]);
        mpz_set(mpq_denref(term), lp->row_scale[r]);
        mpq_canonicalize(term);
        mpq_sub(d, d, term);
    }
    mpz_mul(mpq_denref(d), mpq_denref(d), y->denominator);
    mpq_canonicalize(d);
    mpz_set_ui(mpq_denref(term), 1);
    if (t != 0) {
        if (lp->maximise)
            mpq_sub(d, d, lp->cost[j]);
        else
            mpq_add(d, d, lp->cost[j]);
    }
    mpq_clear(term);
}

bool mc_lp_dual_bound(mpq_t bound, const mc_lp *lp, const mc_vector *y, int t)
{
    mpq_t multiplier;
    bool defined = true;
    mpq_init(multiplier);
    mpq_set_ui(bound, 0, 1);
    for (size_t r = 0; r < lp->rows && defined; r++) {
        if (mpz_sgn(y->numerator[r]) == 0)
            continue;
        mc_vector_get(multiplier, y, r);
        defined = add_product(bound, multiplier, &lp->row_lower[r],
                              &lp->row_upper[r]);
    }
    for (size_t j = 0; j < lp->columns && defined; j++) {
        mc_lp_reduced_cost(multiplier, lp, y, t, j);
        defined = add_product(bound, multiplier, &lp->column_lower[j],
                              &lp->column_upper[j]);
    }
    mpq_clear(multiplier);
    return defined;
}

/* A direction may grow only where there is no upper bound, and so on. */
static bool may_move(int sign, const mc_lp_bound *lower,
                     const mc_lp_bound *upper)
{
    return !(sign > 0 && upper->finite) && !(sign < 0 && lower->finite);
}

bool mc_lp_ray_holds(const mc_lp *lp, const mc_vector *z)
{
    mc_vector activity;
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    bool holds = activities(&activity, lp, z);
    for (size_t j = 0; j < lp->columns && holds; j++) {
        holds = may_move(mpz_sgn(z->numerator[j]), &lp->column_lower[j],
                         &lp->column_upper[j]);
        mpq_set_z(term, z->numerator[j]);
        mpq_mul(term, term, lp->cost[j]);
        mpq_add(sum, sum, term);
    }
    for (size_t r = 0; r < lp->rows && holds; r++)
        holds = may_move(mpz_sgn(activity.numerator[r]), &lp->row_lower[r],
                         &lp->row_upper[r]);
    holds = holds && (lp->maximise ? mpq_sgn(sum) > 0 : mpq_sgn(sum) < 0);
    mpq_clears(sum, term, NULL);
    mc_vector_clear(&activity);
    return holds;
}

static bool infeasibility_holds(const mc_lp_solution *solution, const mc_lp *lp)
{
    size_t r = solution->crossing_row, j = solution->crossing_column;
    mpq_t bound;
    if (r != SIZE_MAX)
        return mc_lp_bounds_cross(&lp->row_lower[r], &lp->row_upper[r]);
    if (j != SIZE_MAX)
        return mc_lp_bounds_cross(&lp->column_lower[j], &lp->column_upper[j]);
    mpq_init(bound);
    bool holds =
        mc_lp_dual_bound(bound, lp, &solution->y, 0) && mpq_sgn(bound) > 0;
    mpq_clear(bound);
    return holds;
}

/* value = constant + cost . x for the claimed value */
static bool objective_is(mpq_srcptr value, const mc_lp *lp, const mc_vector *x)
{
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    for (size_t j = 0; j < lp->columns; j++) {
        if (mpq_sgn(lp->cost[j]) == 0)
            continue;
        mpq_set_z(term, x->numerator[j]);
        mpq_mul(term, term, lp->cost[j]);
        mpq_add(sum, sum, term);
    }
    mpz_mul(mpq_denref(sum), mpq_denref(sum), x->denominator);
    mpq_canonicalize(sum);
    mpq_add(sum, sum, lp->constant);
    bool equal = mpq_equal(sum, value) != 0;
    mpq_clears(sum, term, NULL);
    return equal;
}

bool mc_lp_multipliers(mc_vector *y, const mc_lp_solution *solution,
                       const mc_lp *lp)
{
    if (!mc_vector_init(y, lp->rows))
        return false;
    mpz_set(y->denominator, solution->y.denominator);
    for (size_t r = 0; r < lp->rows; r++) {
        mpz_set(y->numerator[r], solution->y.numerator[r]);
        if (lp->maximise && solution->kind != MC_LP_INFEASIBLE)
            mpz_neg(y->numerator[r], y->numerator[r]);
    }
    mc_vector_reduce(y);
    return true;
}

/* dual_value = constant + s B(1, y) */
static bool prices_hold(const mc_lp_solution *solution, const mc_lp *lp)
{
    mc_vector y;
    mpq_t bound;
    mpq_init(bound);
    bool holds = mc_lp_multipliers(&y, solution, lp) &&
                 mc_lp_dual_bound(bound, lp, &y, 1);
    if (lp->maximise)
        mpq_neg(bound, bound);
    mpq_add(bound, bound, lp->constant);
    holds = holds && mpq_equal(bound, solution->dual_value);
    mpq_clear(bound);
    mc_vector_clear(&y);
    return holds;
}

static bool point_holds(const mc_lp_solution *solution, const mc_lp *lp)
{
    return mc_lp_point_holds(lp, &solution->x) &&
           objective_is(solution->value, lp, &solution->x);
}

bool mc_lp_solution_holds(const mc_lp_solution *solution, const mc_lp *lp)
{
    switch (solution->kind) {
    case MC_LP_OPTIMAL:
        return point_holds(solution, lp) && prices_hold(solution, lp) &&
               mpq_equal(solution->value, solution->dual_value);
    case MC_LP_INFEASIBLE:
        return infeasibility_holds(solution, lp);
    case MC_LP_UNBOUNDED:
        return point_holds(solution, lp) && mc_lp_ray_holds(lp, &solution->ray);
    case MC_LP_UNDECIDED:
        return (!solution->has_point || point_holds(solution, lp)) &&
               (!solution->has_prices || prices_hold(solution, lp));
    }
    return false;
}

/* ---- certificates ---- */

static char *make_claim(const mc_lp_solution *solution, const mc_lp *lp)
{
    char *lower, *upper, *claim;
    bool point_is_lower = lp->maximise;
    switch (solution->kind) {
    case MC_LP_OPTIMAL:
        return mc_certificate_claim("optimal %Qd", solution->value);
    case MC_LP_INFEASIBLE:
        return mc_certificate_claim("infeasible");
    case MC_LP_UNBOUNDED:
        return mc_certificate_claim("unbounded");
    case MC_LP_UNDECIDED:
        break;
    }
    char *point = solution->has_point
                      ? mc_certificate_claim("%Qd", solution->value)
                      : mc_certificate_claim(point_is_lower ? "-inf" : "inf");
    char *dual = solution->has_prices
                     ? mc_certificate_claim("%Qd", solution->dual_value)
                     : mc_certificate_claim(point_is_lower ? "inf" : "-inf");
    lower = point_is_lower ? point : dual;
    upper = point_is_lower ? dual : point;
    claim = mc_certificate_claim("bounds %s %s", lower, upper);
    mc_certificate_free_claim(point);
    mc_certificate_free_claim(dual);
    return claim;
}

static bool put_multipliers(mc_certificate *certificate,
                            const mc_lp_solution *solution, const mc_lp *lp)
{
    mc_vector y;
    bool done = mc_lp_multipliers(&y, solution, lp);
    if (done)
        mc_certificate_sparse(certificate, "dual", "y", &y);
    mc_vector_clear(&y);
    return done;
}

static bool put_body(mc_certificate *certificate,
                     const mc_lp_solution *solution, const mc_lp *lp)
{
    mc_lp_kind kind = solution->kind;
    if (kind == MC_LP_INFEASIBLE && solution->crossing_column != SIZE_MAX) {
        mc_certificate_record(certificate, "crossing column %zu",
                              solution->crossing_column);
        return true;
    }
    if (kind == MC_LP_INFEASIBLE && solution->crossing_row != SIZE_MAX) {
        mc_certificate_record(certificate, "crossing row %zu",
                              solution->crossing_row);
        return true;
    }
    if (kind == MC_LP_OPTIMAL || kind == MC_LP_UNBOUNDED ||
        (kind == MC_LP_UNDECIDED && solution->has_point))
        mc_certificate_sparse(certificate, "primal", "x", &solution->x);
    if (kind == MC_LP_UNBOUNDED)
        mc_certificate_sparse(certificate, "ray", "z", &solution->ray);
    if (kind == MC_LP_OPTIMAL || kind == MC_LP_INFEASIBLE ||
        (kind == MC_LP_UNDECIDED && solution->has_prices))
        return put_multipliers(certificate, solution, lp);
    return true;
}

mc_status mc_lp_certificate_write(const mc_lp_solution *solution,
                                  const mc_lp *lp, mc_message *message,
                                  const char *path)
{
    mc_certificate *certificate;
    if (lp->sha256[0] == '\0')
        return mc_message_set(message, MC_BAD_INPUT,
                              "a certificate needs a statement file: write "
                              "the program to a file and read it again");
    if (solution->kind == MC_LP_UNDECIDED && !solution->has_point &&
        !solution->has_prices)
        return mc_message_set(message, MC_BAD_INPUT,
                              "nothing was established that a certificate "
                              "could prove");
    char *claim = make_claim(solution, lp);
    mc_status status = mc_certificate_open(&certificate, message, path, claim,
                                           "lp", lp->sha256);
    mc_certificate_free_claim(claim);
    if (status != MC_OK)
        return status;
    if (!put_body(certificate, solution, lp)) {
        mc_certificate_discard(certificate);
        return mc_message_set(message, MC_LIMIT, "out of memory");
    }
    return mc_certificate_commit(certificate, message);
}
