/* Both players of a grid game of welfare losses learn to play it. In floating
   point: nothing here is ever believed. */
#ifndef MC_PUBLICGOOD_LOSS_LEARNER_H
#define MC_PUBLICGOOD_LOSS_LEARNER_H

#include <stdbool.h>
#include <stddef.h>

#include "publicgood/loss_orbits.h"

/* The game: nature picks a point w of the orbits, the designer a point o with
   the largest sum; nature gets 1 - sum w/grid unless w <= o in every
   coordinate. Each picks an orbit and one of its points by chance. */
typedef struct mc_loss_learner mc_loss_learner;

/* mc_loss_learner_new: types with a coordinate above `reach` are not allowed.
   The orbits must outlive it. NULL: no memory. */
mc_loss_learner *mc_loss_learner_new(const mc_loss_orbits *orbits, size_t grid,
                                     size_t reach);
void mc_loss_learner_free(mc_loss_learner *learner);

/* mc_loss_learner_play: plays some rounds. */
void mc_loss_learner_play(mc_loss_learner *learner, size_t rounds);

/* mc_loss_learner_belief, _lottery: the average strategies so far, arrays over
   orbits that the learner owns; they add up to about 1.
   mc_loss_learner_judge: what they secure against all answers. */
const double *mc_loss_learner_belief(mc_loss_learner *learner);
const double *mc_loss_learner_lottery(mc_loss_learner *learner);
void mc_loss_learner_judge(double *lower, double *upper,
                           mc_loss_learner *learner);

#endif
