/* Bounds that are certain when a solve was stopped. */
#include "problem.h"

#include <math.h>
#include <stdlib.h>

#include "lp/certify.h"
#include "lp/implied.h"
#include "lp/salvage.h"

/* Says yes from the n-th question on. */
typedef struct countdown {
    size_t left;
} countdown;

static bool is_over(void *user)
{
    countdown *c = user;
    if (c->left > 0)
        c->left--;
    return c->left == 0;
}

/* Anything may come out of floating point. */
static double wild(gmp_randstate_t random)
{
    static const double odd[] = {0,     1,     -1,   1e-300, -1e300,
                                 1e-12, -1e15, 0.25, -3,     1e6};
    switch (unit_random_below(random, 12)) {
    case 0:
        return HUGE_VAL;
    case 1:
        return nan("");
    default:
        return odd[unit_random_below(random, 10)];
    }
}

/* What the solution claims must hold, and the bound is on the right side of
   the optimum. */
static void assert_bound(mc_lp_solution *part, const mc_lp *lp,
                         const mc_lp_solution *whole)
{
    int order = mpq_cmp(part->dual_value, whole->value);
    part->kind = MC_LP_UNDECIDED;
    part->has_prices = true;
    assert_true(mc_lp_solution_holds(part, lp));
    assert_true(whole->kind != MC_LP_UNBOUNDED);
    if (whole->kind == MC_LP_OPTIMAL)
        assert_true(lp->maximise ? order >= 0 : order <= 0);
}

/* A random program, its answer, and an undecided solution of it. */
typedef struct scene {
    problem p;
    mc_lp lp;
    mc_lp_solution whole, part;
    mc_simplex simplex;
    double *price;
} scene;

static void scene_init(scene *s, gmp_randstate_t random, size_t most,
                       bool plain)
{
    const mc_lp_options exact = {.exact_only = true};
    mc_message message;
    problem_init(&s->p);
    problem_random(&s->p, random, 1 + unit_random_below(random, most),
                   1 + unit_random_below(random, most), plain, true);
    problem_to_lp(&s->lp, &s->p);
    assert_true(mc_lp_solution_init(&s->whole, &s->lp));
    assert_true(mc_lp_solution_init(&s->part, &s->lp));
    assert_int_equal(mc_lp_solve_with(&s->whole, &message, &s->lp, &exact),
                     MC_OK);
    assert_true(mc_simplex_init(&s->simplex, &s->lp, &s->part.basis, NULL));
    s->price = calloc(s->lp.rows + 1, sizeof(double));
    assert_non_null(s->price);
}

static void scene_clear(scene *s)
{
    free(s->price);
    mc_simplex_clear(&s->simplex);
    mc_lp_solution_clear(&s->whole);
    mc_lp_solution_clear(&s->part);
    mc_lp_clear(&s->lp);
    problem_clear(&s->p);
}

static void a_bound_is_found_exactly_if_there_is_one(void **unused)
{
    gmp_randstate_t random;
    size_t bounded = 0, without = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(400); n++) {
        scene s;
        scene_init(&s, random, 2 + n % 9, n % 2 == 0);
        for (size_t r = 0; r < s.lp.rows; r++)
            s.price[r] = wild(random);
        bool found = mc_lp_salvage_prices(
            &s.part, &s.simplex, n % 3 ? s.price : NULL, &s.part.basis, NULL);
        if (found)
            assert_bound(&s.part, &s.lp, &s.whole);
        assert_true(found || s.whole.kind != MC_LP_OPTIMAL);
        bounded += found;
        without += !found;
        scene_clear(&s);
    }
    assert_true(bounded > unit_times(40) && without > unit_times(40));
    gmp_randclear(random);
}

/* Rounded prices of the optimum lose next to nothing. */
static void good_prices_give_a_good_bound(void **unused)
{
    gmp_randstate_t random;
    size_t solvable = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(300); n++) {
        scene s;
        mpq_t y;
        scene_init(&s, random, 2 + n % 11, true);
        if (s.whole.kind == MC_LP_OPTIMAL) {
            mpq_init(y);
            for (size_t r = 0; r < s.lp.rows; r++) {
                mc_vector_get(y, &s.whole.y, r);
                s.price[r] = mpq_get_d(y) * (1 + ((double)(n % 5) - 2) * 1e-14);
            }
            mpq_clear(y);
            assert_true(mc_lp_salvage_prices(&s.part, &s.simplex, s.price,
                                             &s.whole.basis, NULL));
            assert_bound(&s.part, &s.lp, &s.whole);
            double right = mpq_get_d(s.whole.value);
            assert_true(fabs(mpq_get_d(s.part.dual_value) - right) <=
                        1e-8 * (1 + fabs(right)));
            solvable++;
        }
        scene_clear(&s);
    }
    assert_true(solvable > unit_times(50));
    gmp_randclear(random);
}

/* The largest (or least) value of a column, by the exact simplex method. */
static void assert_side_is_finite(const mc_lp *lp, size_t side)
{
    mc_lp other = *lp;
    const mc_lp_options exact = {.exact_only = true};
    mc_lp_solution solution;
    mc_message message;
    mpq_t *cost = calloc(lp->columns, sizeof(mpq_t));
    assert_non_null(cost);
    for (size_t j = 0; j < lp->columns; j++)
        mpq_init(cost[j]);
    mpq_set_ui(cost[side / 2], 1, 1);
    other.cost = cost;
    other.maximise = side % 2 != 0;
    assert_true(mc_lp_solution_init(&solution, &other));
    assert_int_equal(mc_lp_solve_with(&solution, &message, &other, &exact),
                     MC_OK);
    assert_true(solution.kind != MC_LP_UNBOUNDED);
    mc_lp_solution_clear(&solution);
    for (size_t j = 0; j < lp->columns; j++)
        mpq_clear(cost[j]);
    free(cost);
}

static bool asks(mpq_srcptr d, const mc_lp *lp, size_t side)
{
    return side % 2 ? mpq_sgn(d) < 0 && !lp->column_upper[side / 2].finite
                    : mpq_sgn(d) > 0 && !lp->column_lower[side / 2].finite;
}

static void implied_bounds_exist_and_are_lifted(void **unused)
{
    gmp_randstate_t random;
    size_t implied_sides = 0, late = 0;
    mpq_t before, after;
    (void)unused;
    unit_random_init(random);
    mpq_inits(before, after, NULL);
    for (size_t n = 0; n < unit_times(150); n++) {
        scene s;
        mc_lp_implied implied;
        mc_vector y, old;
        scene_init(&s, random, 3 + n % 8, n % 3 != 0);
        assert_true(mc_lp_implied_init(&implied, &s.lp, NULL));
        assert_true(mc_vector_init(&y, s.lp.rows));
        assert_true(mc_vector_init(&old, s.lp.rows));
        mpz_set_ui(y.denominator, 1 + unit_random_below(random, 9));
        mpz_set(old.denominator, y.denominator);
        for (size_t r = 0; r < s.lp.rows; r++) {
            mpz_set_si(y.numerator[r], (long)unit_random_below(random, 7) - 3);
            mpz_set(old.numerator[r], y.numerator[r]);
        }
        assert_true(mc_lp_implied_lift(&y, &implied, NULL));
        for (size_t side = 0; side < 2 * s.lp.columns; side++) {
            bool follows = mc_lp_implied_follows(&implied, side / 2, side % 2);
            mc_lp_reduced_cost(before, &s.lp, &old, 1, side / 2);
            mc_lp_reduced_cost(after, &s.lp, &y, 1, side / 2);
            if (asks(after, &s.lp, side))
                assert_true(!follows && asks(before, &s.lp, side));
            if (follows)
                assert_side_is_finite(&s.lp, side);
            implied_sides += follows;
            late += follows && implied.round[side] > 1;
        }
        mc_vector_clear(&y);
        mc_vector_clear(&old);
        mc_lp_implied_clear(&implied);
        scene_clear(&s);
    }
    assert_true(implied_sides > unit_times(50) && late > unit_times(5));
    mpq_clears(before, after, NULL);
    gmp_randclear(random);
}

/* Stopped at any question, early or late, what is said holds. */
static void stopping_at_any_moment_is_safe(void **unused)
{
    gmp_randstate_t random;
    size_t bounded = 0, stopped = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(120); n++) {
        scene s;
        mc_message message;
        countdown c = {1 + n % 40};
        const mc_stop stop = {.requested = is_over, .user = &c};
        const mc_lp_options options = {.stop = &stop, .exact_only = n % 2 != 0};
        scene_init(&s, random, 22, n % 3 == 0);
        if (mc_lp_salvage_prices(&s.part, &s.simplex, NULL, &s.part.basis,
                                 &stop)) {
            assert_bound(&s.part, &s.lp, &s.whole);
            bounded++;
        }
        mc_lp_solution_clear(&s.part);
        assert_true(mc_lp_solution_init(&s.part, &s.lp));
        c.left = 1 + n % 17;
        mc_status status = mc_lp_solve_with(&s.part, &message, &s.lp, &options);
        assert_true(status == MC_OK || status == MC_UNDECIDED);
        assert_true(mc_lp_solution_holds(&s.part, &s.lp));
        stopped += status == MC_UNDECIDED;
        scene_clear(&s);
    }
    assert_true(bounded > 0 && stopped > 0);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bound_is_found_exactly_if_there_is_one),
        cmocka_unit_test(good_prices_give_a_good_bound),
        cmocka_unit_test(implied_bounds_exist_and_are_lifted),
        cmocka_unit_test(stopping_at_any_moment_is_safe),
    };
    return UNIT_RUN(tests);
}
