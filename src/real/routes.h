/* The same number by other ways to compute its integrals. */
#ifndef MC_REAL_ROUTES_H
#define MC_REAL_ROUTES_H

#include "real/evaluate.h"

/* What to compute again. */
typedef bool mc_route_compute(void *user, mc_evaluator *e, mc_interval *out);

enum { MC_ROUTE_NOTE = 160 };

/* mc_routes_agree: computes by the ways that were not gone for x, as far as
   they are open and not too long. `note` tells which agree, or that they do
   not; "" if there is no other.
   Domain: e->routes are those of x. */
bool mc_routes_agree(char note[MC_ROUTE_NOTE], mc_evaluator *e,
                     const mc_interval *x, mc_route_compute *compute,
                     void *user);

#endif
