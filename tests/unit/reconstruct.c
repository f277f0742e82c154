/* Rational reconstruction, against plain division and, where it is installed,
   against FLINT. */
#include "unit.h"

#include "arith/reconstruct.h"

#ifdef MC_TEST_FLINT
#include "arith/shim.h"

static bool by_flint(mpz_t n, mpz_t d, const mpz_t a, const mpz_t m)
{
    fmpz_t fn, fd, fa, fm;
    fmpz_init(fn);
    fmpz_init(fd);
    fmpz_init(fa);
    fmpz_init(fm);
    fmpz_set_mpz(fa, a);
    fmpz_set_mpz(fm, m);
    fmpz_mod(fa, fa, fm);
    bool found = _fmpq_reconstruct_fmpz(fn, fd, fa, fm) != 0;
    fmpz_get_mpz(n, fn);
    fmpz_get_mpz(d, fd);
    fmpz_clear(fn);
    fmpz_clear(fd);
    fmpz_clear(fa);
    fmpz_clear(fm);
    return found;
}
#endif

/* Euclid's algorithm, one division after another. */
static bool by_division(mpz_t n, mpz_t d, const mpz_t a, const mpz_t m)
{
    mpz_t most, r0, t0, q;
    mpz_inits(most, r0, t0, q, NULL);
    mpz_sub_ui(most, m, 1);
    mpz_fdiv_q_2exp(most, most, 1);
    mpz_sqrt(most, most);
    mpz_set(r0, m);
    mpz_fdiv_r(n, a, m);
    mpz_set_ui(d, 1);
    while (mpz_cmp(n, most) > 0) {
        mpz_fdiv_qr(q, r0, r0, n);
        mpz_swap(r0, n);
        mpz_submul(t0, q, d);
        mpz_swap(t0, d);
    }
    if (mpz_sgn(d) < 0) {
        mpz_neg(n, n);
        mpz_neg(d, d);
    }
    mpz_gcd(q, n, d);
    bool found = mpz_cmp(d, most) <= 0 && mpz_cmp_ui(q, 1) == 0;
    mpz_clears(most, r0, t0, q, NULL);
    return found;
}

static void assert_same(const mpz_t a, const mpz_t m, bool *found)
{
    mpz_t n, d, other_n, other_d;
    mpz_inits(n, d, other_n, other_d, NULL);
    *found = mc_reconstruct(n, d, a, m);
    assert_int_equal(by_division(other_n, other_d, a, m), *found);
    if (*found) {
        assert_int_equal(mpz_cmp(n, other_n), 0);
        assert_int_equal(mpz_cmp(d, other_d), 0);
    }
#ifdef MC_TEST_FLINT
    assert_int_equal(by_flint(other_n, other_d, a, m), *found);
    if (*found) {
        assert_int_equal(mpz_cmp(n, other_n), 0);
        assert_int_equal(mpz_cmp(d, other_d), 0);
    }
#endif
    mpz_clears(n, d, other_n, other_d, NULL);
}

/* Uniform digits, or long runs of equal ones, which make large quotients. */
static void random_integer(mpz_t value, gmp_randstate_t random, size_t bits)
{
    if (unit_random_below(random, 2) == 0)
        mpz_rrandomb(value, random, bits);
    else
        mpz_urandomb(value, random, bits);
}

static void residues_give_the_same_by_every_route(void **unused)
{
    gmp_randstate_t random;
    mpz_t a, m;
    size_t count = 0;
    bool found;
    (void)unused;
    unit_random_init(random);
    mpz_inits(a, m, NULL);
    for (size_t i = 0; i < unit_times(6000); i++) {
        random_integer(m, random, 2 + i % 700);
        if (mpz_cmp_ui(m, 3) < 0)
            mpz_set_ui(m, 3);
        random_integer(a, random, 1 + i % 800);
        if (i % 5 == 0)
            mpz_neg(a, a);
        assert_same(a, m, &found);
        count += found;
    }
    assert_true(count > 0 && count < unit_times(6000));
    mpz_clears(a, m, NULL);
    gmp_randclear(random);
}

static void fractions_come_back(void **unused)
{
    gmp_randstate_t random;
    mpz_t n, d, a, m, back, most;
    bool found;
    (void)unused;
    unit_random_init(random);
    mpz_inits(n, d, a, m, back, most, NULL);
    for (size_t i = 0; i < unit_times(3000); i++) {
        size_t bits = 1 + i % 900;
        random_integer(n, random, 1 + unit_random_below(random, bits));
        random_integer(d, random, bits);
        mpz_add_ui(d, d, 1);
        mpz_gcd(a, n, d);
        mpz_divexact(n, n, a);
        mpz_divexact(d, d, a);
        if (i % 2)
            mpz_neg(n, n);
        /* the least modulus that is enough, and larger ones: 2 most^2 + 1 */
        mpz_abs(most, n);
        if (mpz_cmp(most, d) < 0)
            mpz_set(most, d);
        mpz_mul(m, most, most);
        mpz_mul_2exp(m, m, 1 + (i % 3 ? i % 70 : 0));
        mpz_add_ui(m, m, 1);
        while (mpz_invert(a, d, m) == 0 || mpz_cmp_ui(m, 3) < 0)
            mpz_add_ui(m, m, 1);
        mpz_mul(a, a, n);
        if (i % 7 == 0)
            mpz_mod(a, a, m);
        assert_same(a, m, &found);
        assert_true(found);
        assert_true(mc_reconstruct(back, most, a, m));
        assert_int_equal(mpz_cmp(back, n), 0);
        assert_int_equal(mpz_cmp(most, d), 0);
    }
    mpz_clears(n, d, a, m, back, most, NULL);
    gmp_randclear(random);
}

/* All quotients are 1, or two neighbours decide late which it is. */
static void fibonacci_numbers_are_no_exception(void **unused)
{
    mpz_t a, m;
    bool found;
    (void)unused;
    mpz_inits(a, m, NULL);
    for (unsigned long i = 5; i < 900; i++)
        for (long shift = -2; shift <= 2; shift++) {
            mpz_fib2_ui(m, a, i);
            if (shift < 0)
                mpz_sub_ui(a, a, (unsigned long)-shift);
            else
                mpz_add_ui(a, a, (unsigned long)shift);
            assert_same(a, m, &found);
        }
    mpz_clears(a, m, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(residues_give_the_same_by_every_route),
        cmocka_unit_test(fractions_come_back),
        cmocka_unit_test(fibonacci_numbers_are_no_exception),
    };
    return UNIT_RUN(tests);
}
