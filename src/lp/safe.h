/* Certified bounds from approximate dual values. */
#ifndef MC_LP_SAFE_H
#define MC_LP_SAFE_H

#include "lp/implied.h"

/* mc_lp_safe_bound: an exact bound on the optimal value of the minimisation (a
   maximisation is negated), without the constant, from approximate multipliers
   of the rows. Where a row has no bound of their sign they are set to zero,
   and they are moved by exact corrections until reduced costs have bounds of
   their sign: those that no row implies vanish on a square system, the others
   are taken from the rows that imply a bound.
   Shapes:     y: over the user's rows; `implied` of the same program.
   Guarantees: if true is returned, every feasible point costs at least
               `bound` = B(1, y), whatever the multipliers were. Otherwise y
               and bound are unspecified; so it is when it is stopped.
   Ref:        verify/FORMAT-LP.md section 5; doc/maths.md L10. */
MC_NODISCARD bool mc_lp_safe_bound(mpq_t bound, mc_vector *y,
                                   const mc_lp_implied *implied,
                                   const mc_stop *stop);

/* mc_lp_safe_round: floating-point multipliers as exact dyadic numbers, times
   sign, with 60 bits for the largest. Infinite ones become 0. */
void mc_lp_safe_round(mc_vector *y, const double *price, int sign);

#endif
