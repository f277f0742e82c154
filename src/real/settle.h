/* What has to be known before a claim is looked at: roots and the panels of
   integrals. */
#ifndef MC_REAL_SETTLE_H
#define MC_REAL_SETTLE_H

#include "real/verdict.h"

/* mc_settle: forgets panels, and establishes the needed roots at e->bits and
   to 2^-goal. Domain: e->plan is the knowledge's. Returns false with
   e->fault. */
bool mc_settle(mc_claim_verdict *verdict, mc_evaluator *e, slong goal);

/* mc_plan_names: plans the integrals of the conditions at corners and middles
   of the names' set. */
void mc_plan_names(mc_claim_verdict *verdict, mc_evaluator *e, mc_names *names);

#endif
