/* What a rule does at one profile.
   Ref: verify/FORMAT-PUBLICGOOD.md sections 2 and 3.2. */
#ifndef MC_PUBLICGOOD_OUTCOME_H
#define MC_PUBLICGOOD_OUTCOME_H

#include "publicgood/publicgood.h"

enum {
    MC_CHARGE_PIVOTAL,
    MC_CHARGE_COST_SHARING,
    MC_CHARGE_CLARKE,
    MC_CHARGE_OWN, /* of the statement's transfer rule */
    MC_CHARGES
};

enum {
    MC_FAIR_VALUE,    /* v_i(alpha) */
    MC_FAIR_SHARE,    /* c_i(alpha) */
    MC_FAIR_PER_UNIT, /* the most by fair pricing per unit */
    MC_FAIRS
};

/* Sums over all people, for each alternative: of the values, of weighted values
   and shares, of weighted values but for the person who changes it most, and W.
   maximiser[0..maximisers): the alternatives with the largest W. Of a person of
   kind k, where there is one: without[k], net[k] are alpha0 and alphaN,
   charge[k * MC_CHARGES + ...] what it pays, fair[k * MC_FAIRS + ...] what
   would be fair; revenue[...] what all pay. Where `net_known` is false nothing
   is known about alphaN and Clarke. */
typedef struct mc_outcome {
    const mc_population *population;
    unsigned long *x;
    mpq_t *benefit, *welfare_benefit, *welfare_cost, *least_benefit, *welfare;
    size_t *maximiser, maximisers, decision;
    bool net_known;
    size_t *without, *net;
    mpq_t *charge, *fair, *revenue;
} mc_outcome;

/* mc_outcome_new: at the profile x[kinds]. Errors: as mc_scene_set. */
MC_NODISCARD mc_status mc_outcome_new(mc_outcome **outcome, mc_message *message,
                                      const mc_population *population,
                                      const unsigned long *x);
void mc_outcome_free(mc_outcome *outcome);

#endif
