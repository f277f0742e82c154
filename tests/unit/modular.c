/* Sparse LU factors modulo a prime. */
#include "dense.h"

#include <stdlib.h>

#include "arith/modular.h"

static void the_primes_are_distinct_and_have_sixty_two_bits(void **unused)
{
    uint64_t before = UINT64_C(1) << 61;
    mpz_t prime;
    (void)unused;
    mpz_init(prime);
    for (unsigned i = 0; i < 5; i++) {
        uint64_t p = mc_modular_prime(i);
        assert_true(p > before && p < UINT64_C(1) << 62);
        mpz_set_ui(prime, p);
        assert_true(mpz_probab_prime_p(prime, 30) != 0);
        before = p;
    }
    mpz_clear(prime);
}

/* A x = b modulo p for the x that mc_modular_solve finds. */
static void check_solve(const dense *matrix, const mc_modular *factors,
                        gmp_randstate_t random)
{
    size_t n = matrix->rows;
    uint64_t p = mc_modular_modulus(factors);
    uint64_t *x = malloc((n + 1) * sizeof *x);
    uint64_t *right = malloc((n + 1) * sizeof *right);
    uint64_t *kept = malloc((n + 1) * sizeof *kept);
    mpz_t sum;
    mpz_init(sum);
    for (int transpose = 0; transpose < 2; transpose++) {
        for (size_t i = 0; i < n; i++) {
            mpz_urandomb(sum, random, 61);
            kept[i] = right[i] =
                unit_random_below(random, 3) == 0 ? 0 : mpz_get_ui(sum);
            x[i] = UINT64_MAX; /* must not matter */
        }
        mc_modular_solve(x, right, factors, transpose != 0);
        for (size_t i = 0; i < n; i++) {
            mpz_set_ui(sum, 0);
            for (size_t j = 0; j < n; j++) {
                mpq_ptr a =
                    transpose ? dense_at(matrix, j, i) : dense_at(matrix, i, j);
                assert_true(x[j] < p);
                mpz_addmul_ui(sum, mpq_numref(a), x[j]);
            }
            assert_true(mpz_fdiv_ui(sum, p) == kept[i]);
        }
    }
    mpz_clear(sum);
    free(x);
    free(right);
    free(kept);
}

/* The lists are increasing, and without these rows and columns what remains
   is not singular. */
static void check_unpivoted(const mc_sparse *sparse, const mc_modular *factors)
{
    size_t n = sparse->rows, rank = mc_modular_rank(factors), kept = 0;
    size_t missing = n - rank;
    uint32_t *rows = malloc((n + 1) * sizeof *rows);
    uint32_t *columns = malloc((n + 1) * sizeof *columns);
    uint32_t *row_of = malloc((n + 1) * sizeof *row_of);
    uint32_t *kept_columns = malloc((n + 1) * sizeof *kept_columns);
    rows[missing] = columns[missing] = 12345;
    assert_true(mc_modular_unpivoted(rows, columns, factors));
    assert_int_equal(rows[missing], 12345);
    assert_int_equal(columns[missing], 12345);
    for (size_t i = 1; i < missing; i++)
        assert_true(rows[i - 1] < rows[i] && columns[i - 1] < columns[i]);
    for (size_t i = 0, r = 0, c = 0; i < n; i++) {
        if (r < missing && rows[r] == i) {
            row_of[i] = UINT32_MAX;
            r++;
        } else {
            row_of[i] = (uint32_t)(i - r);
        }
        if (c < missing && columns[c] == i)
            c++;
        else
            kept_columns[kept++] = (uint32_t)i;
    }
    assert_int_equal(kept, rank);
    mc_sparse part;
    assert_true(
        mc_sparse_submatrix(&part, sparse, row_of, rank, kept_columns, kept));
    mc_modular *again =
        mc_modular_factor(&part, mc_modular_modulus(factors), NULL);
    assert_non_null(again);
    assert_int_equal(mc_modular_rank(again), rank);
    mc_modular_free(again);
    mc_sparse_clear(&part);
    free(rows);
    free(columns);
    free(row_of);
    free(kept_columns);
}

static void factors_solve_systems_and_tell_the_rank(void **unused)
{
    gmp_randstate_t random;
    size_t full = 0, deficient = 0;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(150); n++) {
        size_t size = n % 14;
        dense matrix;
        mc_sparse sparse;
        dense_init(&matrix, size, size);
        dense_random(&matrix, random, n % 5 == 0 ? 100 : 4, 1 + n % 4,
                     n % 3 == 0);
        dense_to_sparse(&sparse, &matrix, random);
        mc_modular *factors =
            mc_modular_factor(&sparse, mc_modular_prime((unsigned)n % 3), NULL);
        assert_non_null(factors);
        assert_true(mc_modular_modulus(factors) ==
                    mc_modular_prime((unsigned)n % 3));
        /* Unless the prime divides a minor, once in about 2^55 times. */
        assert_int_equal(mc_modular_rank(factors),
                         dense_solve(NULL, &matrix, NULL));
        if (mc_modular_rank(factors) == size)
            check_solve(&matrix, factors, random);
        else
            check_unpivoted(&sparse, factors);
        *(mc_modular_rank(factors) == size ? &full : &deficient) += 1;
        mc_modular_free(factors);
        mc_sparse_clear(&sparse);
        dense_clear(&matrix);
    }
    assert_true(full >= unit_times(30) && deficient >= unit_times(30));
    gmp_randclear(random);
}

/* Bands with a full last line fill in when pivots are badly chosen. */
static void a_larger_system_is_solved(void **unused)
{
    gmp_randstate_t random;
    dense matrix;
    mc_sparse sparse;
    (void)unused;
    unit_random_init(random);
    dense_init(&matrix, 120, 120);
    for (size_t i = 0; i < 120; i++) {
        for (size_t d = 0; d < 4; d++)
            mpq_set_si(dense_at(&matrix, i, (i + d * d) % 120),
                       (long)unit_random_below(random, 19) - 9, 1);
        mpq_set_si(dense_at(&matrix, 119, i), 1 + (long)i, 1);
        mpq_set_si(dense_at(&matrix, i, 7), 3 - (long)i, 1);
    }
    dense_to_sparse(&sparse, &matrix, random);
    mc_modular *factors = mc_modular_factor(&sparse, mc_modular_prime(0), NULL);
    assert_non_null(factors);
    assert_int_equal(mc_modular_rank(factors), 120);
    check_solve(&matrix, factors, random);
    mc_modular_free(factors);
    mc_sparse_clear(&sparse);
    dense_clear(&matrix);
    gmp_randclear(random);
}

static void a_multiple_of_the_prime_is_zero(void **unused)
{
    gmp_randstate_t random;
    dense matrix;
    mc_sparse sparse;
    (void)unused;
    unit_random_init(random);
    dense_init(&matrix, 2, 2);
    mpq_set_ui(dense_at(&matrix, 0, 0), mc_modular_prime(0), 1);
    mpq_set_ui(dense_at(&matrix, 1, 1), mc_modular_prime(0), 1);
    mpq_neg(dense_at(&matrix, 1, 1), dense_at(&matrix, 1, 1));
    dense_to_sparse(&sparse, &matrix, random);
    assert_non_null(sparse.small);
    mc_modular *factors = mc_modular_factor(&sparse, mc_modular_prime(0), NULL);
    assert_int_equal(mc_modular_rank(factors), 0);
    mc_modular_free(factors);
    factors = mc_modular_factor(&sparse, mc_modular_prime(1), NULL);
    assert_int_equal(mc_modular_rank(factors), 2);
    check_solve(&matrix, factors, random);
    mc_modular_free(factors);
    mc_sparse_clear(&sparse);
    dense_clear(&matrix);
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_primes_are_distinct_and_have_sixty_two_bits),
        cmocka_unit_test(factors_solve_systems_and_tell_the_rank),
        cmocka_unit_test(a_larger_system_is_solved),
        cmocka_unit_test(a_multiple_of_the_prime_is_zero),
    };
    return UNIT_RUN(tests);
}
