/* Dense rational matrices, the slow and obvious way: what the arithmetic of
   src/ is compared with. */
#ifndef MC_TESTS_DENSE_H
#define MC_TESTS_DENSE_H

#include "unit.h"

#include "arith/sparse.h"

/* Row-major. */
typedef struct dense {
    size_t rows, columns;
    mpq_t *entry;
} dense;

void dense_init(dense *matrix, size_t rows, size_t columns);
void dense_clear(dense *matrix);
mpq_ptr dense_at(const dense *matrix, size_t row, size_t column);

/* An array of zeros. */
mpq_t *dense_vector(size_t length);
void dense_vector_clear(mpq_t *vector, size_t length);

/* Gauss-Jordan elimination. Returns the rank; if `matrix` is square and has
   full rank, x solves matrix x = b. x and b may be NULL if only the rank is
   wanted. */
size_t dense_solve(mpq_t *x, const dense *matrix, mpq_t *b);

/* A matrix with integer entries of both signs and at most `bits` bits; about
   one entry in `sparsity` is not zero. Some rows are copies or sums of earlier
   rows if `deficient`. */
void dense_random(dense *matrix, gmp_randstate_t random, unsigned bits,
                  size_t sparsity, bool deficient);

/* The transpose. */
void dense_transpose(dense *result, const dense *matrix);

/* The same matrix for src/; the triplets come in random order. Domain: integer
   entries. */
void dense_to_sparse(mc_sparse *sparse, const dense *matrix,
                     gmp_randstate_t random);

#endif
