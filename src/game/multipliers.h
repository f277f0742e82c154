/* Multipliers on obedience or truth-telling constraints. */
#ifndef MC_GAME_MULTIPLIERS_H
#define MC_GAME_MULTIPLIERS_H

#include "certificate/writer.h"
#include "game/choices.h"

/* alpha_i(from, to) >= 0 for agent i's choices `from` < from_count[i] and `to`
   < to_count[i]; zero where from == to. They stand, agent by agent, at
   value.numerator[offset[i] + from * to_count[i] + to]. */
typedef struct mc_multipliers {
    size_t agents;
    size_t *from_count, *to_count, *offset;
    mc_vector value;
} mc_multipliers;

static inline size_t mc_multiplier_place(const mc_multipliers *alpha,
                                         size_t agent, size_t from, size_t to)
{
    return alpha->offset[agent] + from * alpha->to_count[agent] + to;
}

/* mc_multipliers_init: zeros; from runs over the choices of `from`, to over
   those of `to`. Returns false without memory; may be cleared in any case. */
bool mc_multipliers_init(mc_multipliers *alpha, const mc_choices *from,
                         const mc_choices *to);
void mc_multipliers_clear(mc_multipliers *alpha);

/* mc_multipliers_write: the record `head E COUNT` and a line `alpha i from to
   v` for each positive one. Domain: the vector is reduced. */
void mc_multipliers_write(mc_certificate *certificate, const char *head,
                          const mc_multipliers *alpha);

#endif
