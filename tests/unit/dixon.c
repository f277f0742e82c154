/* Exact solution of linear systems by p-adic lifting. */
#include "dense.h"

#include "arith/dixon.h"

/* A x = b in rationals, by multiplication. */
static void assert_solves(const dense *matrix, const mc_vector *x,
                          const mc_vector *right)
{
    mpq_t sum, term, value;
    mpq_inits(sum, term, value, NULL);
    for (size_t i = 0; i < matrix->rows; i++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t j = 0; j < matrix->columns; j++) {
            mc_vector_get(value, x, j);
            mpq_mul(term, dense_at(matrix, i, j), value);
            mpq_add(sum, sum, term);
        }
        mc_vector_get(value, right, i);
        assert_true(mpq_equal(sum, value));
    }
    mpq_clears(sum, term, value, NULL);
}

static void assert_reduced(const mc_vector *vector)
{
    mpz_t common;
    mpz_init_set(common, vector->denominator);
    assert_true(mpz_sgn(common) > 0);
    for (size_t j = 0; j < vector->length; j++)
        mpz_gcd(common, common, vector->numerator[j]);
    assert_int_equal(mpz_cmp_ui(common, 1), 0);
    mpz_clear(common);
}

/* Solves A x = b and A^T x = b and checks both. Returns false if A is
   singular. */
static bool check_system(const dense *matrix, const mc_vector *right,
                         gmp_randstate_t random)
{
    mc_sparse sparse;
    mc_vector x;
    dense transpose;
    dense_to_sparse(&sparse, matrix, random);
    dense_transpose(&transpose, matrix);
    mc_modular *factors = mc_modular_factor(
        &sparse, mc_modular_prime((unsigned)matrix->rows % 3), NULL);
    assert_non_null(factors);
    bool full = mc_modular_rank(factors) == matrix->rows;
    assert_true(mc_vector_init(&x, matrix->rows));
    if (full) {
        assert_true(mc_dixon_solve(&x, &sparse, factors, right, false, NULL));
        assert_solves(matrix, &x, right);
        assert_reduced(&x);
        assert_true(mc_dixon_solve(&x, &sparse, factors, right, true, NULL));
        assert_solves(&transpose, &x, right);
        assert_reduced(&x);
    }
    mc_vector_clear(&x);
    mc_modular_free(factors);
    mc_sparse_clear(&sparse);
    dense_clear(&transpose);
    return full;
}

static void random_right(mc_vector *right, size_t size, unsigned bits,
                         gmp_randstate_t random)
{
    assert_true(mc_vector_init(right, size));
    for (size_t i = 0; i < size; i++) {
        if (unit_random_below(random, 3) == 0)
            continue;
        mpz_rrandomb(right->numerator[i], random,
                     1 + unit_random_below(random, bits));
        if (unit_random_below(random, 2) == 0)
            mpz_neg(right->numerator[i], right->numerator[i]);
    }
    if (unit_random_below(random, 2) == 0)
        mpz_rrandomb(right->denominator, random, bits);
}

/* Entries that stay in 64 bits and such that do not, next to right sides that
   stay in 128 bits and such that do not. */
static void solutions_multiply_out(void **unused)
{
    static const unsigned bits[] = {2, 30, 61, 62, 300};
    static const unsigned right_bits[] = {3, 119, 121, 500};
    gmp_randstate_t random;
    size_t solved = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(400); n++) {
        size_t size = n % 11;
        dense matrix;
        mc_vector right;
        dense_init(&matrix, size, size);
        dense_random(&matrix, random, bits[n % 5], 1 + n % 3, false);
        random_right(&right, size, right_bits[n % 4], random);
        solved += check_system(&matrix, &right, random);
        mc_vector_clear(&right);
        dense_clear(&matrix);
    }
    assert_true(solved > unit_times(150));
    gmp_randclear(random);
}

static void dense_elimination_finds_the_same(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(60); n++) {
        size_t size = 1 + n % 8;
        dense matrix;
        mc_sparse sparse;
        mc_vector right, x;
        mpq_t value, *expected = dense_vector(size), *b = dense_vector(size);
        dense_init(&matrix, size, size);
        dense_random(&matrix, random, n % 2 ? 4 : 70, 1 + n % 2, false);
        for (size_t i = 0; i < size; i++) /* never singular modulo p */
            mpq_set_ui(dense_at(&matrix, i, i), 1001, 1);
        random_right(&right, size, 40, random);
        for (size_t i = 0; i < size; i++)
            mc_vector_get(b[i], &right, i);
        dense_to_sparse(&sparse, &matrix, random);
        mc_modular *factors =
            mc_modular_factor(&sparse, mc_modular_prime(0), NULL);
        assert_int_equal(dense_solve(expected, &matrix, b), size);
        assert_int_equal(mc_modular_rank(factors), size);
        assert_true(mc_vector_init(&x, size));
        assert_true(mc_dixon_solve(&x, &sparse, factors, &right, false, NULL));
        mpq_init(value);
        for (size_t i = 0; i < size; i++) {
            mc_vector_get(value, &x, i);
            assert_true(mpq_equal(value, expected[i]));
        }
        mpq_clear(value);
        mc_vector_clear(&x);
        mc_vector_clear(&right);
        mc_modular_free(factors);
        mc_sparse_clear(&sparse);
        dense_clear(&matrix);
        dense_vector_clear(expected, size);
        dense_vector_clear(b, size);
    }
    gmp_randclear(random);
}

/* lcm(1, ..., 2n-1) / (i + j + 1): inverses with huge entries. */
static void hilbert_matrices_are_solved(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t size = 1; size <= 24; size += 1 + size / 4) {
        dense matrix;
        mc_vector right;
        mpz_t common;
        mpz_init_set_ui(common, 1);
        for (unsigned long l = 2; l < 2 * size; l++)
            mpz_lcm_ui(common, common, l);
        dense_init(&matrix, size, size);
        for (size_t i = 0; i < size; i++)
            for (size_t j = 0; j < size; j++)
                mpz_divexact_ui(mpq_numref(dense_at(&matrix, i, j)), common,
                                i + j + 1);
        random_right(&right, size, 20, random);
        assert_true(check_system(&matrix, &right, random));
        mc_vector_clear(&right);
        dense_clear(&matrix);
        mpz_clear(common);
    }
    gmp_randclear(random);
}

/* Each x_i needs a prime of its own in its denominator, so that no single
   entry knows the common denominator. */
static void every_entry_may_have_its_own_denominator(void **unused)
{
    gmp_randstate_t random;
    dense matrix;
    mc_vector right;
    mpz_t prime;
    (void)unused;
    unit_random_init(random);
    mpz_init_set_ui(prime, 2);
    dense_init(&matrix, 12, 12);
    assert_true(mc_vector_init(&right, 12));
    for (size_t i = 0; i < 12; i++) {
        mpz_nextprime(prime, prime);
        mpq_set_z(dense_at(&matrix, i, i), prime);
        mpz_set_ui(right.numerator[i], 1);
    }
    assert_true(check_system(&matrix, &right, random));
    mpz_clear(prime);
    mc_vector_clear(&right);
    dense_clear(&matrix);
    gmp_randclear(random);
}

/* Lines whose sum of sizes is just below and just above 2^62, where residuals
   no longer fit in 128 bits; x = (1, -1, ...) makes them cancel. */
static void lines_at_the_edge_of_128_bits_are_solved(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (unsigned bit = 57; bit <= 62; bit++) {
        dense matrix;
        mc_vector right;
        dense_init(&matrix, 6, 6);
        for (size_t i = 0; i < 6; i++)
            for (size_t j = 0; j < 6; j++) {
                mpq_ptr entry = dense_at(&matrix, i, j);
                mpz_urandomb(mpq_numref(entry), random, bit - 2);
                mpz_setbit(mpq_numref(entry), bit - 2);
                if (i == j)
                    mpz_ui_pow_ui(mpq_numref(entry), 2, bit - 1);
            }
        random_right(&right, 6, 120, random);
        assert_true(check_system(&matrix, &right, random));
        mc_vector_clear(&right);
        dense_clear(&matrix);
    }
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solutions_multiply_out),
        cmocka_unit_test(dense_elimination_finds_the_same),
        cmocka_unit_test(hilbert_matrices_are_solved),
        cmocka_unit_test(every_entry_may_have_its_own_denominator),
        cmocka_unit_test(lines_at_the_edge_of_128_bits_are_solved),
    };
    return UNIT_RUN(tests);
}
