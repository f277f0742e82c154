/* The discrete derivatives and their adjoints. */
#include "dense.h"

#include "game/stencil.h"

enum { MAX_K = 6, MAX_POINTS = MAX_K * MAX_K + 1 };

/* sum of (S f)(l) for one l */
static void apply(mpq_t value, const mc_stencil *s, mpq_t *f, size_t l)
{
    mpq_t factor;
    mpq_init(factor);
    mpq_set_si(factor, s->self[l], 1);
    mpq_mul(value, factor, f[l]);
    if (s->next[l] != 0) {
        assert_true(l + 1 < s->points);
        mpq_set_si(factor, s->next[l], 1);
        mpq_mul(factor, factor, f[l + 1]);
        mpq_add(value, value, factor);
    }
    if (s->previous[l] != 0) {
        assert_true(l > 0);
        mpq_set_si(factor, s->previous[l], 1);
        mpq_mul(factor, factor, f[l - 1]);
        mpq_add(value, value, factor);
    }
    mpq_clear(factor);
}

static mpq_t *random_function(gmp_randstate_t random)
{
    mpq_t *f = dense_vector(MAX_POINTS);
    for (size_t l = 0; l < MAX_POINTS; l++)
        unit_random_rational(f[l], random, 20);
    return f;
}

/* factor * (f(to) - f(from)); a negative place stands for the value 0 */
static void difference(mpq_t value, long factor, mpq_t *f, long to, long from)
{
    mpq_t scale;
    mpq_init(scale);
    mpq_set_ui(value, 0, 1);
    if (to >= 0)
        mpq_set(value, f[to]);
    if (from >= 0)
        mpq_sub(value, value, f[from]);
    mpq_set_si(scale, factor, 1);
    mpq_mul(value, value, scale);
    mpq_clear(scale);
}

/* The definitions, written from the paper: (1); the downward derivative
   before (5); and the operator (7), T_i of verify/FORMAT.md section 4.4. */
static void upward(mpq_t value, long k, mpq_t *f, long l)
{
    if (l == k * k)
        mpq_set_ui(value, 0, 1);
    else
        difference(value, k - 1, f, l + 1, l);
}

static void downward(mpq_t value, long k, mpq_t *f, long l)
{
    difference(value, l == k * k ? 1 : k, f, l, l - 1);
}

static void operator_seven(mpq_t value, long k, mpq_t *f, long l)
{
    mpq_t term;
    mpq_init(term);
    if (l == k * k) {
        mpq_neg(value, f[l]);
    } else if (l == k * k - 1) { /* f(k) - k f(x) */
        mpq_set_si(term, k, 1);
        mpq_mul(term, term, f[l]);
        mpq_sub(value, f[l + 1], term);
    } else {
        difference(value, k, f, l + 1, l);
    }
    mpq_clear(term);
}

static void minus_operator_seven(mpq_t value, long k, mpq_t *f, long l)
{
    operator_seven(value, k, f, l);
    mpq_neg(value, value);
}

static void assert_formula(mc_derivative derivative,
                           void (*formula)(mpq_t, long, mpq_t *, long))
{
    gmp_randstate_t random;
    mpq_t value, expected;
    unit_random_init(random);
    mpq_inits(value, expected, NULL);
    for (long k = 1; k <= MAX_K; k++) {
        mpq_t *f = random_function(random);
        mc_stencil s;
        assert_true(mc_stencil_init(&s, derivative, k));
        assert_int_equal(s.points, k * k + 1);
        for (size_t l = 0; l < s.points; l++) {
            apply(value, &s, f, l);
            formula(expected, k, f, (long)l);
            assert_true(mpq_equal(value, expected));
        }
        mc_stencil_clear(&s);
        dense_vector_clear(f, MAX_POINTS);
    }
    mpq_clears(value, expected, NULL);
    gmp_randclear(random);
}

static void the_upward_derivative_is_that_of_equation_1(void **unused)
{
    (void)unused;
    assert_formula(MC_UPWARD, upward);
}

static void the_downward_derivative_is_that_before_equation_5(void **unused)
{
    (void)unused;
    assert_formula(MC_DOWNWARD, downward);
}

static void its_adjoint_is_minus_the_operator_of_equation_7(void **unused)
{
    (void)unused;
    assert_formula(MC_DOWNWARD_ADJOINT, minus_operator_seven);
}

/* sum_l g(l) (S f)(l) = sum_l f(l) (S' g)(l): Lemma 2 of the paper. */
static void summation_by_parts(void **unused)
{
    static const mc_derivative pair[][2] = {{MC_UPWARD, MC_UPWARD_ADJOINT},
                                            {MC_DOWNWARD, MC_DOWNWARD_ADJOINT}};
    gmp_randstate_t random;
    mpq_t left, right, term;
    (void)unused;
    unit_random_init(random);
    mpq_inits(left, right, term, NULL);
    for (size_t n = 0; n < unit_times(60); n++) {
        long k = 1 + (long)(n % MAX_K);
        mpq_t *f = random_function(random), *g = random_function(random);
        mc_stencil s, adjoint;
        assert_true(mc_stencil_init(&s, pair[n / MAX_K % 2][0], k));
        assert_true(mc_stencil_init(&adjoint, pair[n / MAX_K % 2][1], k));
        mpq_set_ui(left, 0, 1);
        mpq_set_ui(right, 0, 1);
        for (size_t l = 0; l < s.points; l++) {
            apply(term, &s, f, l);
            mpq_mul(term, term, g[l]);
            mpq_add(left, left, term);
            apply(term, &adjoint, g, l);
            mpq_mul(term, term, f[l]);
            mpq_add(right, right, term);
        }
        assert_true(mpq_equal(left, right));
        mc_stencil_clear(&s);
        mc_stencil_clear(&adjoint);
        dense_vector_clear(f, MAX_POINTS);
        dense_vector_clear(g, MAX_POINTS);
    }
    mpq_clears(left, right, term, NULL);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_upward_derivative_is_that_of_equation_1),
        cmocka_unit_test(the_downward_derivative_is_that_before_equation_5),
        cmocka_unit_test(its_adjoint_is_minus_the_operator_of_equation_7),
        cmocka_unit_test(summation_by_parts),
    };
    return UNIT_RUN(tests);
}
