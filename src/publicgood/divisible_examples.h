/* Divisible goods that the literature and doc/maths.md speak of. */
#ifndef MC_PUBLICGOOD_DIVISIBLE_EXAMPLES_H
#define MC_PUBLICGOOD_DIVISIBLE_EXAMPLES_H

#include "publicgood/divisible.h"

/* mc_divisible_new_uniform: the uniform lottery over balanced posted prices for
   2 <= agents <= 8 with values in [0,1] and the cost agents - 1: the level is
   (sum v - cost)^(agents - 1), expanded. Errors: MC_BAD_INPUT: another number
   of agents; MC_LIMIT. */
MC_NODISCARD mc_status mc_divisible_new_uniform(mc_divisible **good,
                                                mc_message *message,
                                                size_t agents);

/* mc_divisible_new_lottery: four posted prices for three agents, for which the
   last display of the proof of Lemma 2 is wrong on the cube (1/4, 1/2]^3.
   mc_divisible_new_set: a mechanism on a finite set of types that is better
   than every posted price. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_divisible_new_lottery(mc_divisible **good,
                                                mc_message *message);
MC_NODISCARD mc_status mc_divisible_new_set(mc_divisible **good,
                                            mc_message *message);

#endif
