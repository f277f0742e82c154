/* Sparse integer matrices by columns. */
#ifndef MC_ARITH_SPARSE_H
#define MC_ARITH_SPARSE_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Column j has the entries start[j] .. start[j+1]-1, with strictly increasing
   row indices and no zeros. Values are in `small` when every entry is below
   2^62 in absolute value (then big is NULL), else in `big` (small is NULL). */
typedef struct mc_sparse {
    size_t rows, columns;
    size_t *start;
    uint32_t *row;
    int64_t *small;
    mpz_t *big;
} mc_sparse;

/* One entry on its way into a matrix. */
typedef struct mc_triplet {
    uint32_t row, column;
    mpz_t value;
} mc_triplet;

/* mc_sparse_init: the matrix of the given triplets in any order; no position
   occurs twice; zeros are dropped. Returns false when there is no memory. */
bool mc_sparse_init(mc_sparse *matrix, size_t rows, size_t columns,
                    const mc_triplet *triplets, size_t count);
void mc_sparse_clear(mc_sparse *matrix);

/* mc_sparse_submatrix: rows r with row_of[r] < rows, at place row_of[r], and
   the listed columns. row_of has one entry for each row of `matrix`;
   UINT32_MAX drops the row. Places increase with r. */
bool mc_sparse_submatrix(mc_sparse *part, const mc_sparse *matrix,
                         const uint32_t *row_of, size_t rows,
                         const uint32_t *columns, size_t count);

/* mc_sparse_widen: appends zero columns until there are `columns`. */
bool mc_sparse_widen(mc_sparse *matrix, size_t columns);

/* mc_sparse_addmul: sum += entry * factor;
   mc_sparse_submul: sum -= entry * factor, for the entry at `position`. */
void mc_sparse_addmul(mpz_t sum, const mc_sparse *matrix, size_t position,
                      const mpz_t factor);
void mc_sparse_submul(mpz_t sum, const mc_sparse *matrix, size_t position,
                      const mpz_t factor);

/* mc_sparse_get: the entry at `position`. */
void mc_sparse_get(mpz_t value, const mc_sparse *matrix, size_t position);

/* mc_sparse_get_d: a nearby double, for proposals only. */
double mc_sparse_get_d(const mc_sparse *matrix, size_t position);

#endif
