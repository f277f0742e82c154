/* What the two ways to a verdict share: about numbers, and about all values. */
#ifndef MC_REAL_PROVE_H
#define MC_REAL_PROVE_H

#include "real/verdict.h"

enum {
    MC_PROVE_DIGITS = 24, /* of an enclosure */
    MC_PROVE_MARGIN = 32  /* further bits for the checker */
};

typedef struct mc_prover {
    mc_claim_verdict *v;
    const mc_claim *claim;
    const mc_claim_effort *effort;
    mc_stop stop;
    mc_evaluator e;
    mc_names names;
} mc_prover;

/* mc_prover_what: what the enclosures of a claim are of. */
const char *mc_prover_what(const mc_claim *claim);

/* mc_prover_show: the enclosure that is worth showing, where the names are;
   with as many digits as it takes to see that the claim is refuted, if it is.
 */
void mc_prover_show(mc_prover *p, const mc_condition *condition,
                    const mc_interval *f, bool refuted);

/* mc_prove_for_all: the verdict on a claim about all values. Errors: those of
   the evaluator, which has the fault. */
MC_NODISCARD mc_status mc_prove_for_all(mc_prover *p);

#endif
