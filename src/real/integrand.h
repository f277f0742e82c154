/* What integrands look like: factors that are powers of the distance to an
   end, and products of the form of *Series* (FORMAT-REAL section 6). */
#ifndef MC_REAL_INTEGRAND_H
#define MC_REAL_INTEGRAND_H

#include "real/expression.h"

/* mc_integrand_candidates: finds the factors of an integrand, as it stands in
   the file, that are powers of the distance to an end.
   Domain: lower, upper, integrand are not copies. */
void mc_integrand_candidates(mc_integral *integral, size_t slot,
                             const mc_node *lower, const mc_node *upper,
                             const mc_node *integrand);

/* mc_integrand_study: sets ends, series and integral of an integral, which may
   be a copy. Returns false without memory. */
bool mc_integrand_study(mc_claims *claims, mc_node *node);

#endif
