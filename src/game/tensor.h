/* Integers indexed by one choice of every agent. */
#ifndef MC_GAME_TENSOR_H
#define MC_GAME_TENSOR_H

#include "arith/vector.h"

/* value[x] for profiles x of dim[0], ..., dim[agents - 1] choices, the last
   agent fastest. */
typedef struct mc_tensor {
    size_t agents, length;
    size_t *dim;
    mpz_t *value;
} mc_tensor;

/* mc_tensor_init: zeros. Returns false without memory; may be cleared in any
   case. */
bool mc_tensor_init(mc_tensor *tensor, size_t agents, const size_t *dim);
void mc_tensor_clear(mc_tensor *tensor);

/* mc_tensor_apply: replaces agent i's index by one with `columns` values:
       new(.., c, ..) = sum_r old(.., r, ..) matrix(r, c),
   where matrix(r, c) is the numerator at place r * columns + c, or, if
   `transposed`, at place c * rows + r. Returns false without memory. */
bool mc_tensor_apply(mc_tensor *tensor, size_t agent, const mc_vector *matrix,
                     size_t columns, bool transposed);

#endif
