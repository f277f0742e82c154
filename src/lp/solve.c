#include "lp/solve.h"

#include <string.h>

#include "base/message.h"
#include "lp/simplex.h"

bool mc_lp_solution_init(mc_lp_solution *solution, const mc_lp *lp)
{
    memset(solution, 0, sizeof *solution);
    mpq_init(solution->value);
    bool done = mc_vector_init(&solution->x, lp->columns);
    done &= mc_vector_init(&solution->y, lp->rows);
    done &= mc_vector_init(&solution->reduced, lp->columns);
    return done;
}

void mc_lp_solution_clear(mc_lp_solution *solution)
{
    mpq_clear(solution->value);
    mc_vector_clear(&solution->x);
    mc_vector_clear(&solution->y);
    mc_vector_clear(&solution->reduced);
}

/* The costs of the minimisation that is solved. */
static bool minimised_cost(mc_vector *cost, const mc_lp *lp)
{
    if (!mc_vector_init(cost, lp->columns))
        return false;
    for (size_t j = 0; j < lp->columns; j++)
        mpz_lcm(cost->denominator, cost->denominator, mpq_denref(lp->cost[j]));
    for (size_t j = 0; j < lp->columns; j++) {
        mpz_divexact(cost->numerator[j], cost->denominator,
                     mpq_denref(lp->cost[j]));
        mpz_mul(cost->numerator[j], cost->numerator[j],
                mpq_numref(lp->cost[j]));
        if (lp->maximise)
            mpz_neg(cost->numerator[j], cost->numerator[j]);
    }
    return true;
}

static void negate(mc_vector *vector)
{
    for (size_t j = 0; j < vector->length; j++)
        mpz_neg(vector->numerator[j], vector->numerator[j]);
}

/* From the scaled minimisation back to the user's program. */
static void translate(mc_lp_solution *solution, const mc_lp *lp,
                      const mc_vector *cost)
{
    mpz_t sum;
    mpz_init(sum);
    for (size_t j = 0; j < lp->columns; j++)
        mpz_addmul(sum, cost->numerator[j], solution->x.numerator[j]);
    mpz_set(mpq_numref(solution->value), sum);
    mpz_mul(mpq_denref(solution->value), cost->denominator,
            solution->x.denominator);
    mpq_canonicalize(solution->value);
    mpz_clear(sum);
    for (size_t r = 0; r < lp->rows; r++)
        mpz_mul(solution->y.numerator[r], solution->y.numerator[r],
                lp->row_scale[r]);
    if (lp->maximise) {
        mpq_neg(solution->value, solution->value);
        negate(&solution->y);
        negate(&solution->reduced);
    }
    mpq_add(solution->value, solution->value, lp->constant);
    mc_vector_reduce(&solution->x);
    mc_vector_reduce(&solution->y);
    mc_vector_reduce(&solution->reduced);
}

/* Crossing bounds: no vertex exists on either side of them. */
static bool crosses(const mc_lp_bound *lower, const mc_lp_bound *upper)
{
    return lower->finite && upper->finite &&
           mpq_cmp(lower->value, upper->value) > 0;
}

static bool has_crossing_bounds(const mc_lp *lp)
{
    for (size_t j = 0; j < lp->columns; j++)
        if (crosses(&lp->column_lower[j], &lp->column_upper[j]))
            return true;
    for (size_t r = 0; r < lp->rows; r++)
        if (crosses(&lp->row_lower[r], &lp->row_upper[r]))
            return true;
    return false;
}

mc_status mc_lp_solve(mc_lp_solution *solution, mc_message *message,
                      const mc_lp *lp)
{
    mc_basis basis;
    mc_vector cost, activity;
    if (has_crossing_bounds(lp)) {
        solution->kind = MC_LP_INFEASIBLE;
        return MC_OK;
    }
    bool memory = mc_basis_init(&basis, lp);
    memory &= minimised_cost(&cost, lp);
    memory &= mc_vector_init(&activity, lp->rows);
    mc_status status = memory ? MC_OK : MC_LIMIT;
    if (status == MC_OK) {
        solution->proposed = mc_basis_propose(&basis, lp);
        status = mc_simplex(&solution->kind, &solution->x, &activity,
                            &solution->y, &solution->reduced, &solution->pivots,
                            &basis, lp, &cost);
    }
    if (status == MC_OK)
        translate(solution, lp, &cost);
    else
        mc_message_set(message, status, "out of memory in linear programming");
    mc_basis_clear(&basis);
    mc_vector_clear(&cost);
    mc_vector_clear(&activity);
    return status;
}
