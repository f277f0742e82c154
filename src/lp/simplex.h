/* Primal simplex in rational arithmetic, from any basis. */
#ifndef MC_LP_SIMPLEX_H
#define MC_LP_SIMPLEX_H

#include "lp/solve.h"

/* mc_simplex: pivots from `basis` until the kind of the program is decided.
   Shapes:     cost has one entry per column (minimisation). x, activity, y,
               reduced are initialised; activities, y and reduced belong to
               the scaled rows of lp->matrix.
   Guarantees: ends (doc/maths.md L6). `basis` is the last one.
   Errors:     MC_LIMIT when there is no memory. */
MC_NODISCARD mc_status mc_simplex(mc_lp_kind *kind, mc_vector *x,
                                  mc_vector *activity, mc_vector *y,
                                  mc_vector *reduced, size_t *pivots,
                                  mc_basis *basis, const mc_lp *lp,
                                  const mc_vector *cost);

#endif
