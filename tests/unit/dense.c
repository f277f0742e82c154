/* Dense rational matrices, the slow and obvious way. */
#include "dense.h"

#include <stdlib.h>

mpq_t *dense_vector(size_t length)
{
    mpq_t *vector = malloc((length + 1) * sizeof(mpq_t));
    assert_non_null(vector);
    for (size_t i = 0; i < length; i++)
        mpq_init(vector[i]);
    return vector;
}

void dense_vector_clear(mpq_t *vector, size_t length)
{
    for (size_t i = 0; i < length; i++)
        mpq_clear(vector[i]);
    free(vector);
}

void dense_init(dense *matrix, size_t rows, size_t columns)
{
    matrix->rows = rows;
    matrix->columns = columns;
    matrix->entry = dense_vector(rows * columns);
}

void dense_clear(dense *matrix)
{
    dense_vector_clear(matrix->entry, matrix->rows * matrix->columns);
}

mpq_ptr dense_at(const dense *matrix, size_t row, size_t column)
{
    return matrix->entry[row * matrix->columns + column];
}

/* row -= factor * pivot row, in the matrix and in the right side */
static void subtract(dense *work, mpq_t *right, size_t row, size_t pivot,
                     const mpq_t factor)
{
    mpq_t term;
    mpq_init(term);
    for (size_t j = 0; j < work->columns; j++) {
        mpq_mul(term, factor, dense_at(work, pivot, j));
        mpq_sub(dense_at(work, row, j), dense_at(work, row, j), term);
    }
    mpq_mul(term, factor, right[pivot]);
    mpq_sub(right[row], right[row], term);
    mpq_clear(term);
}

static void swap_rows(dense *work, mpq_t *right, size_t a, size_t b)
{
    for (size_t j = 0; j < work->columns; j++)
        mpq_swap(dense_at(work, a, j), dense_at(work, b, j));
    mpq_swap(right[a], right[b]);
}

size_t dense_solve(mpq_t *x, const dense *matrix, mpq_t *b)
{
    dense work;
    mpq_t *right = dense_vector(matrix->rows), factor;
    size_t rank = 0;
    dense_init(&work, matrix->rows, matrix->columns);
    for (size_t e = 0; e < matrix->rows * matrix->columns; e++)
        mpq_set(work.entry[e], matrix->entry[e]);
    for (size_t i = 0; b && i < matrix->rows; i++)
        mpq_set(right[i], b[i]);
    mpq_init(factor);
    for (size_t j = 0; j < work.columns && rank < work.rows; j++) {
        size_t pivot = rank;
        while (pivot < work.rows && mpq_sgn(dense_at(&work, pivot, j)) == 0)
            pivot++;
        if (pivot == work.rows)
            continue;
        swap_rows(&work, right, pivot, rank);
        for (size_t i = 0; i < work.rows; i++) {
            if (i == rank || mpq_sgn(dense_at(&work, i, j)) == 0)
                continue;
            mpq_div(factor, dense_at(&work, i, j), dense_at(&work, rank, j));
            subtract(&work, right, i, rank, factor);
        }
        rank++;
    }
    if (x && rank == matrix->rows && rank == matrix->columns)
        for (size_t i = 0; i < rank; i++)
            mpq_div(x[i], right[i], dense_at(&work, i, i));
    mpq_clear(factor);
    dense_vector_clear(right, matrix->rows);
    dense_clear(&work);
    return rank;
}

static void random_integer(mpq_t value, gmp_randstate_t random, unsigned bits)
{
    mpz_rrandomb(mpq_numref(value), random,
                 1 + unit_random_below(random, bits));
    if (unit_random_below(random, 2) == 0)
        mpq_neg(value, value);
}

void dense_random(dense *matrix, gmp_randstate_t random, unsigned bits,
                  size_t sparsity, bool deficient)
{
    for (size_t e = 0; e < matrix->rows * matrix->columns; e++)
        if (unit_random_below(random, sparsity) == 0)
            random_integer(matrix->entry[e], random, bits);
        else
            mpq_set_ui(matrix->entry[e], 0, 1);
    for (size_t i = 2; deficient && i < matrix->rows; i++) {
        size_t a = unit_random_below(random, i);
        size_t b = unit_random_below(random, i);
        if (unit_random_below(random, 3) != 0)
            continue;
        for (size_t j = 0; j < matrix->columns; j++)
            if (a == b)
                mpq_set(dense_at(matrix, i, j), dense_at(matrix, a, j));
            else
                mpq_add(dense_at(matrix, i, j), dense_at(matrix, a, j),
                        dense_at(matrix, b, j));
    }
}

void dense_transpose(dense *result, const dense *matrix)
{
    dense_init(result, matrix->columns, matrix->rows);
    for (size_t i = 0; i < matrix->rows; i++)
        for (size_t j = 0; j < matrix->columns; j++)
            mpq_set(dense_at(result, j, i), dense_at(matrix, i, j));
}

void dense_to_sparse(mc_sparse *sparse, const dense *matrix,
                     gmp_randstate_t random)
{
    size_t count = matrix->rows * matrix->columns;
    mc_triplet *triplet = malloc((count + 1) * sizeof *triplet);
    assert_non_null(triplet);
    for (size_t e = 0; e < count; e++) {
        triplet[e].row = (uint32_t)(e / matrix->columns);
        triplet[e].column = (uint32_t)(e % matrix->columns);
        mpz_init_set(triplet[e].value, mpq_numref(matrix->entry[e]));
    }
    for (size_t e = count; e > 1; e--) {
        size_t other = unit_random_below(random, e);
        mc_triplet t = triplet[e - 1];
        triplet[e - 1] = triplet[other];
        triplet[other] = t;
    }
    assert_true(
        mc_sparse_init(sparse, matrix->rows, matrix->columns, triplet, count));
    for (size_t e = 0; e < count; e++)
        mpz_clear(triplet[e].value);
    free(triplet);
}
