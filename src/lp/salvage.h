/* What is certain when a solve was stopped. */
#ifndef MC_LP_SALVAGE_H
#define MC_LP_SALVAGE_H

#include "lp/simplex.h"

/* mc_lp_salvage_prices: the best of several bounds on the optimal value: from
   no multipliers at all; from floating-point multipliers (NULL: none) of
   either sign; if these are no better, from the prices of the first basis, or
   of the present one; if neither are these, from a solution of the program
   with all finite bounds replaced by 0, whose multipliers prove a bound
   whenever any do.
   Guarantees: on true dual_value and y of the solution are as has_prices
               promises, checked in rational arithmetic. Ends soon after it is
               stopped.
   Ref:        doc/maths.md L10. */
MC_NODISCARD bool mc_lp_salvage_prices(mc_lp_solution *solution,
                                       mc_simplex *simplex, const double *price,
                                       const mc_basis *first,
                                       const mc_stop *stop);

#endif
