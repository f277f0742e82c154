/* Taylor coefficients that vanish identically (FORMAT-REAL section 8.4). */
#ifndef MC_REAL_VANISH_H
#define MC_REAL_VANISH_H

#include "real/condition.h"

/* mc_vanish: the coefficients of order 0 to order - 1 of F in `slot` at `at`
   are the zero exponential polynomial. */
bool mc_vanish(const mc_condition *condition, size_t slot, const mc_node *at,
               size_t order);

#endif
