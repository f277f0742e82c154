/* Certified bounds from floating-point dual values. */
#ifndef MC_LP_SAFE_H
#define MC_LP_SAFE_H

#include "arith/vector.h"
#include "lp/model.h"

/* mc_lp_safe_bound: an exact bound on the optimal value of the minimisation (a
   maximisation is negated), without the constant, from approximate multipliers
   of the rows. They are taken as exact dyadic numbers, set to zero where
   a row has no bound of their sign, and moved by an exact correction so that
   reduced costs vanish where a column has no bound of their sign.
   Shapes:     price: one per row; y: over rows, initialised; the user's rows.
   Guarantees: if true is returned, every feasible point costs at least
               `bound` = B(1, y), whatever the prices were.
   Ref:        verify/FORMAT-LP.md section 5; doc/maths.md L10. */
bool mc_lp_safe_bound(mpq_t bound, mc_vector *y, const mc_lp *lp,
                      const double *price);

#endif
