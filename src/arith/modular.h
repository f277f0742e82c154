/* Sparse LU factors modulo a word-size prime. */
#ifndef MC_ARITH_MODULAR_H
#define MC_ARITH_MODULAR_H

#include <stdint.h>

#include "arith/sparse.h"
#include "base/stop.h"

/* P A Q = L U modulo `prime`, of a square matrix A, in elimination order.
   Step k took the pivot at (pivot_row[k], pivot_column[k]); `lower` holds what
   step k subtracts from later rows, `upper` the rest of the pivot row. */
typedef struct mc_modular mc_modular;

/* mc_modular_prime: the `index`-th prime above 2^61, all below 2^62. */
uint64_t mc_modular_prime(unsigned index);

/* mc_modular_factor: Markowitz elimination.
   Guarantees: returns NULL when there is no memory or when it is stopped.
   Otherwise the rank modulo the prime is mc_modular_rank; if it is the size of
   the matrix, the matrix is non-singular over the rationals. A smaller rank
               proves nothing: the prime may divide a minor. */
mc_modular *mc_modular_factor(const mc_sparse *matrix, uint64_t prime,
                              const mc_stop *stop);
void mc_modular_free(mc_modular *factors);
size_t mc_modular_rank(const mc_modular *factors);
uint64_t mc_modular_modulus(const mc_modular *factors);

/* mc_modular_unpivoted: the rows and columns that got no pivot, size - rank of
   each, in increasing order. Returns false when there is no memory. */
bool mc_modular_unpivoted(uint32_t *rows, uint32_t *columns,
                          const mc_modular *factors);

/* mc_modular_solve: solves A x = b (transpose: A^T x = b) modulo the prime.
   Shapes:  `right` in: b, by rows (transpose: by columns), reduced modulo
            the prime; overwritten. `x` out, by columns (transpose: by rows).
   Domain:  full rank. */
void mc_modular_solve(uint64_t *x, uint64_t *right, const mc_modular *factors,
                      bool transpose);

#endif
