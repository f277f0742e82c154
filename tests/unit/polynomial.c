/* Rational polynomials: algebra, Bernstein coefficients, exact roots. */
#include "unit.h"

#include "publicgood/polynomial.h"

/* Random coefficients, the leading one is not 0. */
static void random_polynomial(mc_polynomial *p, gmp_randstate_t random,
                              size_t length)
{
    mpq_t list[8];
    for (size_t j = 0; j < length; j++) {
        mpq_init(list[j]);
        unit_random_rational(list[j], random, 6);
    }
    if (mpq_sgn(list[length - 1]) == 0)
        mpq_set_ui(list[length - 1], 3, 2);
    mc_polynomial_set_list(p, list, length);
    for (size_t j = 0; j < length; j++)
        mpq_clear(list[j]);
}

/* p *= q, term by term. */
static void multiply(mc_polynomial *p, const mc_polynomial *q)
{
    mpq_t list[80], term;
    size_t length = p->length + q->length - 1;
    mpq_init(term);
    for (size_t j = 0; j < length; j++)
        mpq_init(list[j]);
    for (size_t j = 0; j < p->length; j++)
        for (size_t k = 0; k < q->length; k++) {
            mpq_mul(term, p->coefficient[j], q->coefficient[k]);
            mpq_add(list[j + k], list[j + k], term);
        }
    mc_polynomial_set_list(p, list, length);
    for (size_t j = 0; j < length; j++)
        mpq_clear(list[j]);
    mpq_clear(term);
}

/* y - root. */
static void set_factor(mc_polynomial *p, mpq_srcptr root)
{
    mpq_t list[2];
    mpq_init(list[0]);
    mpq_init(list[1]);
    mpq_neg(list[0], root);
    mpq_set_ui(list[1], 1, 1);
    mc_polynomial_set_list(p, list, 2);
    mpq_clear(list[0]);
    mpq_clear(list[1]);
}

/* y^2 - number. */
static void set_square(mc_polynomial *p, long number)
{
    mpq_t list[3];
    for (size_t j = 0; j < 3; j++)
        mpq_init(list[j]);
    mpq_set_si(list[0], -number, 1);
    mpq_set_ui(list[2], 1, 1);
    mc_polynomial_set_list(p, list, 3);
    for (size_t j = 0; j < 3; j++)
        mpq_clear(list[j]);
}

static void placing_a_polynomial_moves_its_values(void **state)
{
    gmp_randstate_t random;
    mc_polynomial p, q;
    mpq_t from, to, t, x, here, there;
    (void)state;
    unit_random_init(random);
    mpq_inits(from, to, t, x, here, there, NULL);
    mc_polynomial_init(&p);
    mc_polynomial_init(&q);
    for (size_t run = 0; run < unit_times(200); run++) {
        random_polynomial(&p, random, 1 + unit_random_below(random, 6));
        unit_random_rational(from, random, 5);
        unit_random_rational(to, random, 5);
        unit_random_rational(t, random, 5);
        mc_polynomial_set(&q, &p);
        mc_polynomial_place(&q, from, to);
        mpq_sub(x, to, from);
        mpq_mul(x, x, t);
        mpq_add(x, x, from);
        mc_polynomial_evaluate(here, &q, t);
        mc_polynomial_evaluate(there, &p, x);
        assert_true(mpq_equal(here, there));
    }
    mc_polynomial_clear(&q);
    mc_polynomial_clear(&p);
    mpq_clears(from, to, t, x, here, there, NULL);
    gmp_randclear(random);
}

static void the_gcd_is_the_common_factor(void **state)
{
    gmp_randstate_t random;
    mc_polynomial a, b, common, gcd;
    (void)state;
    unit_random_init(random);
    mc_polynomial_init(&a);
    mc_polynomial_init(&b);
    mc_polynomial_init(&common);
    mc_polynomial_init(&gcd);
    for (size_t run = 0; run < unit_times(100); run++) {
        random_polynomial(&common, random, 1 + unit_random_below(random, 4));
        random_polynomial(&a, random, 1 + unit_random_below(random, 4));
        random_polynomial(&b, random, 1 + unit_random_below(random, 4));
        mc_polynomial_set_gcd(&gcd, &a, &b);
        size_t shared = gcd.length;
        multiply(&a, &common);
        multiply(&b, &common);
        mc_polynomial_set_gcd(&gcd, &a, &b);
        assert_int_equal(gcd.length, shared + common.length - 1);
        mc_polynomial_set(&b, &a);
        mc_polynomial_divide(&b, &gcd);
        multiply(&b, &gcd);
        assert_int_equal(a.length, b.length);
        for (size_t j = 0; j < a.length; j++)
            assert_true(mpq_equal(a.coefficient[j], b.coefficient[j]));
    }
    mc_polynomial_clear(&gcd);
    mc_polynomial_clear(&common);
    mc_polynomial_clear(&b);
    mc_polynomial_clear(&a);
    gmp_randclear(random);
}

/* Signs of all coefficients bound the signs of all values. */
static void bernstein_signs_bound_the_values(void **state)
{
    gmp_randstate_t random;
    mc_polynomial p;
    mpq_t from, to, x, value;
    size_t decided = 0;
    (void)state;
    unit_random_init(random);
    mpq_inits(from, to, x, value, NULL);
    mc_polynomial_init(&p);
    for (size_t run = 0; run < unit_times(400); run++) {
        random_polynomial(&p, random, 1 + unit_random_below(random, 4));
        mpq_set_ui(from, unit_random_below(random, 5), 7);
        mpq_set_ui(to, 6 + unit_random_below(random, 5), 7);
        mpq_canonicalize(from);
        mpq_canonicalize(to);
        mc_signs signs = mc_polynomial_signs_on(&p, from, to);
        decided += signs.negative != signs.positive;
        for (unsigned long part = 0; part <= 12; part++) {
            mpq_sub(x, to, from);
            mpq_set_ui(value, part, 12);
            mpq_canonicalize(value);
            mpq_mul(x, x, value);
            mpq_add(x, x, from);
            mc_polynomial_evaluate(value, &p, x);
            assert_true(signs.negative || mpq_sgn(value) >= 0);
            assert_true(signs.positive || mpq_sgn(value) <= 0);
            if (part == 0)
                assert_int_equal(mpq_sgn(value), signs.first);
            if (part == 12)
                assert_int_equal(mpq_sgn(value), signs.last);
        }
    }
    assert_true(decided > 0);
    mc_polynomial_clear(&p);
    mpq_clears(from, to, x, value, NULL);
    gmp_randclear(random);
}

/* Products of known factors: rational roots come out exactly, also repeated
   ones; the square roots of 2 and 3 are isolated. */
static void roots_are_those_of_the_factors(void **state)
{
    gmp_randstate_t random;
    (void)state;
    unit_random_init(random);
    for (size_t run = 0; run < unit_times(60); run++) {
        mc_polynomial p, factor;
        mc_zeros zeros;
        mpq_t root[3], l, r;
        size_t rational = 0, expected = 0, irrational = 0;
        bool two = unit_random_below(random, 2) == 0;
        mpq_inits(l, r, NULL);
        mc_polynomial_init(&p);
        mc_polynomial_init(&factor);
        mc_zeros_init(&zeros);
        mpq_set_ui(r, 4, 1);
        random_polynomial(&p, random, 1);
        for (size_t j = 0; j < 3; j++) {
            mpq_init(root[j]);
            unit_random_rational(root[j], random, 4);
            set_factor(&factor, root[j]);
            bool inside = mpq_cmp(root[j], l) > 0 && mpq_cmp(root[j], r) < 0;
            for (size_t k = 0; k < j; k++)
                inside = inside && !mpq_equal(root[j], root[k]);
            expected += inside;
            for (size_t times = unit_random_below(random, 3) + 1; times > 0;
                 times--)
                multiply(&p, &factor);
        }
        for (long number = 2; number <= (two ? 3 : 2); number++) {
            set_square(&factor, number);
            multiply(&p, &factor);
        }
        mc_zeros_find(&zeros, &p, l, r);
        for (size_t j = 0; j < zeros.count; j++) {
            mc_zero *zero = zeros.zero + j;
            mc_zero_settle(zero, &zeros.simple);
            if (j > 0)
                assert_true(mpq_cmp(zero[-1].upper, zero->lower) <= 0);
            if (!mc_zero_is_point(zero)) {
                irrational++;
                continue;
            }
            rational++;
            assert_true(mpq_equal(zero->lower, root[0]) ||
                        mpq_equal(zero->lower, root[1]) ||
                        mpq_equal(zero->lower, root[2]));
        }
        assert_int_equal(rational, expected);
        assert_int_equal(irrational, two ? 2 : 1);
        for (size_t j = 0; j < 3; j++)
            mpq_clear(root[j]);
        mc_zeros_clear(&zeros);
        mc_polynomial_clear(&factor);
        mc_polynomial_clear(&p);
        mpq_clears(l, r, NULL);
    }
    gmp_randclear(random);
}

/* a + b sqrt(2) by squares. */
static int surd_sign(mpq_srcptr a, mpq_srcptr b)
{
    mpq_t x, y;
    int s = mpq_sgn(a), t = mpq_sgn(b), order;
    mpq_inits(x, y, NULL);
    mpq_mul(x, a, a);
    mpq_mul(y, b, b);
    mpq_mul_2exp(y, y, 1);
    order = mpq_cmp(x, y);
    mpq_clears(x, y, NULL);
    return s * t >= 0 ? (s ? s : t) : order > 0 ? s : t;
}

/* p = (y^2 - 2) q + b y + a has the sign of a + b sqrt(2) there. */
static void signs_at_irrational_roots_are_exact(void **state)
{
    gmp_randstate_t random;
    mc_polynomial p, square;
    mpq_t l, r, rest[2];
    size_t zero = 0;
    (void)state;
    unit_random_init(random);
    mpq_inits(l, r, rest[0], rest[1], NULL);
    mpq_set_ui(r, 5, 1);
    mc_polynomial_init(&p);
    mc_polynomial_init(&square);
    set_square(&square, 2);
    for (size_t run = 0; run < unit_times(100); run++) {
        mc_zeros zeros;
        mc_polynomial line;
        mc_zeros_init(&zeros);
        mc_polynomial_init(&line);
        mc_zeros_find(&zeros, &square, l, r);
        assert_int_equal(zeros.count, 1);
        for (size_t j = 0; j < 2; j++) {
            unit_random_rational(rest[j], random, 8);
            if (run % 4 == 0)
                mpq_set_ui(rest[j], 0, 1);
        }
        /* close to a zero: 99/70 = 1.41428... */
        if (run % 4 == 1) {
            mpq_set_si(rest[0], -99, 70);
            mpq_set_si(rest[1], run % 8 == 1 ? 1 : -1, 1);
        }
        random_polynomial(&p, random, 3);
        multiply(&p, &square);
        mc_polynomial_set_list(&line, rest, 2);
        mpq_set_ui(l, 1, 1);
        mc_polynomial_add_scaled(&p, &line, l);
        mpq_set_ui(l, 0, 1);
        int sign = mc_zero_sign(zeros.zero, &zeros.simple, &p);
        assert_int_equal(sign, surd_sign(rest[0], rest[1]));
        zero += sign == 0;
        mc_polynomial_clear(&line);
        mc_zeros_clear(&zeros);
    }
    assert_true(zero > 0);
    mc_polynomial_clear(&square);
    mc_polynomial_clear(&p);
    mpq_clears(l, r, rest[0], rest[1], NULL);
    gmp_randclear(random);
}

/* A root with a denominator of 600 bits beside an irrational one. */
static void long_rational_roots_are_found(void **state)
{
    mc_polynomial p, factor;
    mc_zeros zeros;
    mpq_t root, l, r;
    (void)state;
    mpq_inits(root, l, r, NULL);
    mpq_set_ui(r, 4, 1);
    mpz_set_ui(mpq_numref(root), 1);
    mpz_ui_pow_ui(mpq_numref(root), 10, 180);
    mpz_ui_pow_ui(mpq_denref(root), 7, 213);
    mpq_canonicalize(root);
    assert_true(mpq_cmp(root, r) < 0);
    mc_polynomial_init(&p);
    mc_polynomial_init(&factor);
    mc_zeros_init(&zeros);
    set_square(&p, 2);
    set_factor(&factor, root);
    multiply(&p, &factor);
    mc_zeros_find(&zeros, &p, l, r);
    assert_int_equal(zeros.count, 2);
    for (size_t j = 0; j < 2; j++)
        mc_zero_settle(zeros.zero + j, &zeros.simple);
    size_t which = mc_zero_is_point(zeros.zero) ? 0 : 1;
    assert_true(mpq_equal(zeros.zero[which].lower, root));
    assert_true(mpq_equal(zeros.zero[which].upper, root));
    assert_false(mc_zero_is_point(zeros.zero + 1 - which));
    mc_zeros_clear(&zeros);
    mc_polynomial_clear(&factor);
    mc_polynomial_clear(&p);
    mpq_clears(root, l, r, NULL);
}

/* (y - 1/7) ... (y - 20/7): all simple, all found. */
static void many_close_roots_are_separated(void **state)
{
    mc_polynomial p, factor;
    mc_zeros zeros;
    mpq_t root, l, r;
    (void)state;
    mpq_inits(root, l, r, NULL);
    mpq_set_ui(r, 3, 1);
    mc_polynomial_init(&p);
    mc_polynomial_init(&factor);
    mc_zeros_init(&zeros);
    for (unsigned long j = 1; j <= 20; j++) {
        mpq_set_ui(root, j, 7);
        mpq_canonicalize(root);
        set_factor(&factor, root);
        if (j == 1)
            mc_polynomial_set(&p, &factor);
        else
            multiply(&p, &factor);
    }
    mc_zeros_find(&zeros, &p, l, r);
    assert_int_equal(zeros.count, 20);
    for (unsigned long j = 1; j <= 20; j++) {
        mpq_set_ui(root, j, 7);
        mpq_canonicalize(root);
        mc_zero_settle(zeros.zero + j - 1, &zeros.simple);
        assert_true(mpq_equal(zeros.zero[j - 1].lower, root));
    }
    mc_zeros_clear(&zeros);
    mc_polynomial_clear(&factor);
    mc_polynomial_clear(&p);
    mpq_clears(root, l, r, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placing_a_polynomial_moves_its_values),
        cmocka_unit_test(the_gcd_is_the_common_factor),
        cmocka_unit_test(bernstein_signs_bound_the_values),
        cmocka_unit_test(roots_are_those_of_the_factors),
        cmocka_unit_test(signs_at_irrational_roots_are_exact),
        cmocka_unit_test(long_rational_roots_are_found),
        cmocka_unit_test(many_close_roots_are_separated),
    };
    return UNIT_RUN(tests);
}
