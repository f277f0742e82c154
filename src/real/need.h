/* Which integrals and roots an expression or a claim needs (FORMAT-REAL
   section 5). */
#ifndef MC_REAL_NEED_H
#define MC_REAL_NEED_H

#include "real/expression.h"

typedef struct mc_need {
    bool *integral, *root;
} mc_need;

bool mc_need_init(mc_need *need, const mc_claims *claims);
void mc_need_clear(mc_need *need);
/* mc_need_claim, mc_need_node: adds what they need. False: out of memory. */
bool mc_need_claim(mc_need *need, const mc_claims *claims,
                   const mc_claim *claim);
bool mc_need_node(mc_need *need, const mc_claims *claims, const mc_node *node);

#endif
