/* Powers of jets (FORMAT-REAL sections 2 and 4). */
#ifndef MC_REAL_POWER_H
#define MC_REAL_POWER_H

#include "real/evaluate.h"

/* mc_power_rational: x^p, p a rational constant. mc_power_any: x^y with another
   exponent. Coefficients up to e->order; x may be changed.
   Returns: false with e->fault at `node` if it may be undefined. */
bool mc_power_rational(mc_evaluator *e, mc_jet *out, mc_jet *x, const fmpq_t p,
                       const mc_node *node);
bool mc_power_any(mc_evaluator *e, mc_jet *out, const mc_jet *x,
                  const mc_jet *y, const mc_node *node);

/* mc_power_interval: x^y for x >= 0 and y > 0, or x > 0. */
void mc_power_interval(mc_interval *out, const mc_interval *x,
                       const mc_interval *y, slong bits);

#endif
