/* Exact solution of sparse linear systems by p-adic lifting. */
#ifndef MC_ARITH_DIXON_H
#define MC_ARITH_DIXON_H

#include "arith/modular.h"
#include "arith/vector.h"

/* mc_dixon_solve: the exact x with A x = b (transpose: A^T x = b).
   Shapes:     A square, of full rank modulo the prime of `factors`, which are
               its factors; `right` and `x` have its size, x initialised.
   Guarantees: x is reduced and was multiplied out in integers: A x = b holds
               exactly. Returns false when there is no memory or when it is
               stopped.
   Ref:        doc/maths.md L5. */
bool mc_dixon_solve(mc_vector *x, const mc_sparse *matrix,
                    const mc_modular *factors, const mc_vector *right,
                    bool transpose, const mc_stop *stop);

#endif
