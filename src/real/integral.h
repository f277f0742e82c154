/* Integrals by panels with Taylor polynomials and remainders (FORMAT-REAL
   section 6). */
#ifndef MC_REAL_INTEGRAL_H
#define MC_REAL_INTEGRAL_H

#include "real/evaluate.h"

/* mc_integral_evaluate: the jet of an integral. With e->plan its panels are
   refined first, so that the enclosure here has the relative width
   2^-e->goal. */
bool mc_integral_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node);

/* mc_closed_form: int_0^x c exp(k y) y^p dy = c x^(p+1)/(p+1)
   1F1(p+1; p+2; k x), for integrands that are such a product in any order.
   Domain:  lower and upper enclose the bounds.
   Returns: false if the integrand is not of this kind, or something fails. */
bool mc_closed_form(mc_evaluator *e, mc_interval *out, const mc_node *node,
                    const mc_interval *lower, const mc_interval *upper);

#endif
