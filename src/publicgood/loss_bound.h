/* Beliefs and lotteries on a grid, and what they prove. */
#ifndef MC_PUBLICGOOD_LOSS_BOUND_H
#define MC_PUBLICGOOD_LOSS_BOUND_H

#include <gmp.h>

#include "publicgood/loss_orbits.h"

typedef enum mc_loss_side { MC_LOSS_BELIEF, MC_LOSS_LOTTERY } mc_loss_side;

/* A belief over types w, or a lottery over prices o, in units of 1/grid: orbit
   j has the probability weight[j]/denominator > 0, evenly spread over its
   points. value: a lower (upper) bound on kappa; reach: the largest coordinate
   of a type; a belief is about costs c > from b, a lottery about all (1). */
typedef struct mc_loss_bound {
    mc_loss_side side;
    size_t agents, grid, count;
    uint16_t *part;   /* [count * agents], lexicographic */
    uint64_t *weight; /* [count] */
    uint64_t denominator;
    mpq_t value, reach, from;
} mc_loss_bound;

/* mc_loss_side_sum: the largest sum of the orbits of a side's game: types and
   prices with sum <= M - 1, or prices less 1 in every coordinate, with sum
   <= M - N. Domain: grid >= 1, for a lottery grid >= agents. */
size_t mc_loss_side_sum(mc_loss_side side, size_t agents, size_t grid);

/* mc_loss_bound_new: rounds the weights (>= 0, over the orbits of the side's
   game; for a lottery 0 but on the largest sum) to multiples of about 10^-6
   and evaluates the result exactly. NULL: out of memory, or nothing is left.
   Domain: as mc_loss_side_sum; orbits->sum is that.
   Ref:    doc/maths.md L59. */
mc_loss_bound *mc_loss_bound_new(mc_loss_side side,
                                 const mc_loss_orbits *orbits, size_t grid,
                                 const double *weight);
void mc_loss_bound_free(mc_loss_bound *bound);

#endif
