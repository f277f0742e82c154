/* What is proved about large populations. Ref: doc/maths.md L54; Fryxell,
   Proposition 4 and Theorem 4. */
#ifndef MC_PUBLICGOOD_BUDGET_LIMIT_H
#define MC_PUBLICGOOD_BUDGET_LIMIT_H

#include "publicgood/publicgood.h"

/* Which hypotheses a statement meets.
   drawn:     all people draw (agent, type) independently from one distribution
   maximises: the decision maximises weighted welfare
   ordered:   values are 0 at alternative 0 and do not decrease; costs too
   equal:     all who can be drawn have the same weight in the decision
   spread:    no increment v(y) - v(z) is certain, y > z; otherwise `steady`
              is a pair (z, y) whose increment is
   sharing:   the transfers are cost-sharing pivotal */
typedef struct mc_budget_limit {
    bool drawn, maximises, ordered, equal, spread, sharing;
    size_t steady[2];
} mc_budget_limit;

void mc_budget_limit_set(mc_budget_limit *limit, const mc_publicgood *good);

#endif
