/* Sparse integer matrices. */
#include "dense.h"

#include <stdlib.h>

/* The invariants of mc_sparse, and the entries of a dense matrix. */
static void assert_same(const mc_sparse *sparse, const dense *matrix)
{
    size_t nonzeros = 0;
    mpz_t value;
    mpz_init(value);
    assert_int_equal(sparse->rows, matrix->rows);
    assert_int_equal(sparse->columns, matrix->columns);
    assert_int_equal(sparse->start[0], 0);
    assert_true((sparse->small == NULL) != (sparse->big == NULL));
    for (size_t j = 0; j < sparse->columns; j++)
        for (size_t e = sparse->start[j]; e < sparse->start[j + 1]; e++) {
            mc_sparse_get(value, sparse, e);
            assert_true(mpz_sgn(value) != 0);
            assert_true(sparse->row[e] < sparse->rows);
            assert_true(e == sparse->start[j] ||
                        sparse->row[e - 1] < sparse->row[e]);
            assert_int_equal(
                mpz_cmp(value, mpq_numref(dense_at(matrix, sparse->row[e], j))),
                0);
            assert_true(mc_sparse_get_d(sparse, e) == mpz_get_d(value) ||
                        mpz_sizeinbase(value, 2) > 53);
        }
    for (size_t e = 0; e < matrix->rows * matrix->columns; e++)
        nonzeros += mpq_sgn(matrix->entry[e]) != 0;
    assert_int_equal(sparse->start[sparse->columns], nonzeros);
    mpz_clear(value);
}

static void triplets_in_any_order_make_the_matrix(void **unused)
{
    static const unsigned bits[] = {3, 62, 63, 200};
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(200); n++) {
        dense matrix;
        mc_sparse sparse;
        dense_init(&matrix, unit_random_below(random, 8),
                   unit_random_below(random, 8));
        dense_random(&matrix, random, bits[n % 4], 1 + n % 3, false);
        dense_to_sparse(&sparse, &matrix, random);
        assert_same(&sparse, &matrix);
        mc_sparse_clear(&sparse);
        dense_clear(&matrix);
    }
    gmp_randclear(random);
}

/* The invariant is |entry| < 2^62 for every entry of `small`. */
static void entries_of_two_to_the_sixty_two_are_big(void **unused)
{
    static const struct {
        unsigned bit;
        int less, sign;
        bool big;
    } cases[] = {{62, 1, 1, false}, {62, 1, -1, false}, {62, 0, 1, true},
                 {62, 0, -1, true}, {64, 0, 1, true},   {63, 1, -1, true}};
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        dense matrix;
        mc_sparse sparse;
        dense_init(&matrix, 2, 2);
        mpq_set_si(dense_at(&matrix, 0, 0), -3, 1);
        mpq_ptr entry = dense_at(&matrix, 1, 0);
        mpq_set_ui(entry, 1, 1);
        mpq_mul_2exp(entry, entry, cases[n].bit);
        if (cases[n].less)
            mpz_sub_ui(mpq_numref(entry), mpq_numref(entry), 1);
        if (cases[n].sign < 0)
            mpq_neg(entry, entry);
        dense_to_sparse(&sparse, &matrix, random);
        assert_int_equal(sparse.big != NULL, cases[n].big);
        assert_same(&sparse, &matrix);
        mc_sparse_clear(&sparse);
        dense_clear(&matrix);
    }
    gmp_randclear(random);
}

/* matrix with one more column, whose huge entry makes all entries big */
static void widen(dense *wide, const dense *matrix)
{
    dense_init(wide, matrix->rows, matrix->columns + 1);
    for (size_t i = 0; i < matrix->rows; i++)
        for (size_t j = 0; j < matrix->columns; j++)
            mpq_set(dense_at(wide, i, j), dense_at(matrix, i, j));
    mpq_set_ui(dense_at(wide, 0, matrix->columns), 1, 1);
    mpq_mul_2exp(dense_at(wide, 0, matrix->columns),
                 dense_at(wide, 0, matrix->columns), 100);
}

static void small_and_big_entries_calculate_alike(void **unused)
{
    gmp_randstate_t random;
    mpz_t factor, left, right, value, expected;
    (void)unused;
    unit_random_init(random);
    mpz_inits(factor, left, right, value, expected, NULL);
    for (size_t n = 0; n < unit_times(100); n++) {
        dense matrix, wide;
        mc_sparse small, big;
        dense_init(&matrix, 1 + unit_random_below(random, 5), 4);
        dense_random(&matrix, random, 62, 2, false);
        widen(&wide, &matrix);
        dense_to_sparse(&small, &matrix, random);
        dense_to_sparse(&big, &wide, random);
        assert_non_null(small.small);
        assert_non_null(big.big);
        for (size_t e = 0; e < small.start[4]; e++) {
            mpz_rrandomb(factor, random, 90);
            if (n % 2 == 0)
                mpz_neg(factor, factor);
            mpz_rrandomb(left, random, 150);
            mpz_set(right, left);
            mpz_set(expected, left);
            mc_sparse_get(value, &small, e);
            mc_sparse_addmul(left, &small, e, factor);
            mc_sparse_addmul(right, &big, e, factor);
            mpz_addmul(expected, value, factor);
            assert_int_equal(mpz_cmp(left, expected), 0);
            assert_int_equal(mpz_cmp(right, expected), 0);
            mpz_mul_2exp(factor, factor, 3);
            mc_sparse_submul(left, &small, e, factor);
            mc_sparse_submul(right, &big, e, factor);
            mpz_submul(expected, value, factor);
            assert_int_equal(mpz_cmp(left, expected), 0);
            assert_int_equal(mpz_cmp(right, expected), 0);
        }
        mc_sparse_clear(&small);
        mc_sparse_clear(&big);
        dense_clear(&matrix);
        dense_clear(&wide);
    }
    mpz_clears(factor, left, right, value, expected, NULL);
    gmp_randclear(random);
}

static void a_submatrix_has_the_chosen_rows_and_columns(void **unused)
{
    gmp_randstate_t random;
    (void)unused;
    unit_random_init(random);
    for (size_t n = 0; n < unit_times(200); n++) {
        dense matrix, chosen;
        mc_sparse sparse, part;
        uint32_t row_of[8], column[8], row[8];
        size_t rows = 0, columns = 0;
        dense_init(&matrix, unit_random_below(random, 8),
                   1 + unit_random_below(random, 7));
        dense_random(&matrix, random, n % 2 ? 5 : 90, 2, false);
        for (size_t i = 0; i < matrix.rows; i++) {
            row_of[i] = UINT32_MAX;
            if (unit_random_below(random, 2) == 0) {
                row[rows] = (uint32_t)i;
                row_of[i] = (uint32_t)rows++;
            }
        }
        for (size_t c = unit_random_below(random, 8); c > 0; c--)
            column[columns++] =
                (uint32_t)unit_random_below(random, matrix.columns);
        dense_init(&chosen, rows, columns);
        for (size_t i = 0; i < rows; i++)
            for (size_t j = 0; j < columns; j++)
                mpq_set(dense_at(&chosen, i, j),
                        dense_at(&matrix, row[i], column[j]));
        dense_to_sparse(&sparse, &matrix, random);
        assert_true(
            mc_sparse_submatrix(&part, &sparse, row_of, rows, column, columns));
        assert_same(&part, &chosen);
        mc_sparse_clear(&part);
        mc_sparse_clear(&sparse);
        dense_clear(&matrix);
        dense_clear(&chosen);
    }
    gmp_randclear(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(triplets_in_any_order_make_the_matrix),
        cmocka_unit_test(entries_of_two_to_the_sixty_two_are_big),
        cmocka_unit_test(small_and_big_entries_calculate_alike),
        cmocka_unit_test(a_submatrix_has_the_chosen_rows_and_columns),
    };
    return UNIT_RUN(tests);
}
