#include "lp/salvage.h"

#include <string.h>

#include "base/memory.h"
#include "lp/safe.h"

/* Bounds of the minimisation, without the constant; the largest is kept. */
typedef struct attempts {
    const mc_lp *lp;
    const mc_stop *stop;
    mc_lp_implied implied;
    mc_vector y, best_y; /* of the user's rows */
    mpq_t bound, best;
    bool found;
} attempts;

/* Consumes a->y. Returns whether it gave the best bound so far. */
static bool attempt(attempts *a)
{
    if (!mc_lp_safe_bound(a->bound, &a->y, &a->implied, a->stop))
        return false;
    if (a->found && mpq_cmp(a->bound, a->best) <= 0)
        return false;
    mpq_swap(a->bound, a->best);
    mc_vector_swap(&a->y, &a->best_y);
    a->found = true;
    return true;
}

static bool attempt_floats(attempts *a, const double *price)
{
    bool helped = false;
    for (int sign = 1; sign >= -1; sign -= 2) {
        mc_lp_safe_round(&a->y, price, sign);
        helped |= attempt(a);
    }
    return helped;
}

static void attempt_zero(attempts *a)
{
    mpz_set_ui(a->y.denominator, 1);
    for (size_t r = 0; r < a->lp->rows; r++)
        mpz_set_ui(a->y.numerator[r], 0);
    (void)attempt(a);
}

/* The exact prices of a basis. */
static bool attempt_basis(attempts *a, mc_simplex *simplex,
                          const mc_basis *basis)
{
    mc_look seen;
    if (mc_stopped(a->stop))
        return false;
    simplex->stop = a->stop;
    simplex->pivoted = false;
    mc_basis_copy(simplex->basis, basis);
    if (mc_simplex_look(&seen, simplex, false) != MC_OK ||
        (simplex->violated && mc_simplex_user_prices(simplex) != MC_OK))
        return false;
    mpz_set(a->y.denominator, simplex->y.denominator);
    for (size_t r = 0; r < a->lp->rows; r++)
        mpz_mul(a->y.numerator[r], simplex->y.numerator[r],
                a->lp->row_scale[r]);
    return attempt(a);
}

/* The program with every finite bound replaced by 0, which shares all else. */
static bool cone_init(mc_lp *cone, const mc_lp *lp)
{
    const mc_lp_bound *from[] = {lp->row_lower, lp->row_upper, lp->column_lower,
                                 lp->column_upper};
    mc_lp_bound *to[4];
    bool done = true;
    for (int side = 0; side < 4; side++) {
        size_t count = side < 2 ? lp->rows : lp->columns;
        to[side] = mc_array(count, sizeof(mc_lp_bound));
        done &= to[side] != NULL;
        for (size_t i = 0; i < count && to[side]; i++) {
            to[side][i].finite = from[side][i].finite;
            mpq_init(to[side][i].value);
        }
    }
    *cone = *lp;
    cone->row_lower = to[0];
    cone->row_upper = to[1];
    cone->column_lower = to[2];
    cone->column_upper = to[3];
    return done;
}

static void bounds_clear(mc_lp_bound *bound, size_t count)
{
    for (size_t i = 0; i < count && bound; i++)
        mpq_clear(bound[i].value);
    free(bound);
}

static void cone_clear(mc_lp *cone)
{
    bounds_clear(cone->row_lower, cone->rows);
    bounds_clear(cone->row_upper, cone->rows);
    bounds_clear(cone->column_lower, cone->columns);
    bounds_clear(cone->column_upper, cone->columns);
}

/* B(1, y) is defined for the program if and only if it is for the cone, which
   has an optimum if and only if there is such a y. */
static void attempt_cone(attempts *a)
{
    const mc_lp_options options = {.stop = a->stop, .all_or_nothing = true};
    mc_lp cone;
    mc_lp_solution solution;
    mc_message unused;
    bool ready = cone_init(&cone, a->lp);
    ready &= mc_lp_solution_init(&solution, &cone);
    if (ready &&
        mc_lp_solve_with(&solution, &unused, &cone, &options) == MC_OK &&
        solution.kind == MC_LP_OPTIMAL) {
        mc_vector_swap(&a->y, &solution.y);
        for (size_t r = 0; r < a->lp->rows && a->lp->maximise; r++)
            mpz_neg(a->y.numerator[r], a->y.numerator[r]);
        (void)attempt(a);
    }
    mc_lp_solution_clear(&solution);
    cone_clear(&cone);
}

static void attempt_all(attempts *a, mc_simplex *simplex, const double *price,
                        const mc_basis *first, const mc_basis *last)
{
    attempt_zero(a);
    bool helped = price && attempt_floats(a, price);
    if (!helped)
        helped = attempt_basis(a, simplex, first);
    if (!helped && !mc_basis_equal(first, last))
        helped = attempt_basis(a, simplex, last);
    if (!helped && !mc_stopped(a->stop))
        attempt_cone(a);
}

/* From the minimisation to the user's sense. */
static void report(mc_lp_solution *solution, attempts *a)
{
    mc_vector_swap(&solution->y, &a->best_y);
    mpq_swap(solution->dual_value, a->best);
    if (a->lp->maximise) {
        mpq_neg(solution->dual_value, solution->dual_value);
        for (size_t r = 0; r < a->lp->rows; r++)
            mpz_neg(solution->y.numerator[r], solution->y.numerator[r]);
    }
    mpq_add(solution->dual_value, solution->dual_value, a->lp->constant);
}

bool mc_lp_salvage_prices(mc_lp_solution *solution, mc_simplex *simplex,
                          const double *price, const mc_basis *first,
                          const mc_stop *stop)
{
    const mc_lp *lp = simplex->lp;
    attempts a = {.lp = lp, .stop = stop};
    mc_basis last;
    bool ready = mc_vector_init(&a.y, lp->rows);
    ready &= mc_vector_init(&a.best_y, lp->rows);
    ready &= mc_basis_init(&last, lp);
    mpq_inits(a.bound, a.best, NULL);
    if (ready && mc_lp_implied_init(&a.implied, lp, stop)) {
        mc_basis_copy(&last, simplex->basis);
        attempt_all(&a, simplex, price, first, &last);
        mc_basis_copy(simplex->basis, &last);
        mc_lp_implied_clear(&a.implied);
    }
    if (a.found)
        report(solution, &a);
    mpq_clears(a.bound, a.best, NULL);
    mc_vector_clear(&a.y);
    mc_vector_clear(&a.best_y);
    mc_basis_clear(&last);
    return a.found;
}
