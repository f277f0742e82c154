/* Is the action that a mechanism names secure really participation secure? */
#ifndef MC_GAME_SECURITY_H
#define MC_GAME_SECURITY_H

#include "game/match.h"
#include "game/payoffs.h"

/* An agent that plays its secure action in this action profile gets -amount < 0
   in this state. */
typedef struct mc_shortfall {
    size_t agent, profile, state;
    mpq_t amount; /* initialised by the caller */
} mc_shortfall;

/* mc_shortfall_find: the largest shortfall; false if there is none, also if the
   mechanism names no secure actions. */
bool mc_shortfall_find(mc_shortfall *shortfall, const mc_mechanism *mechanism,
                       const mc_payoff_table *expected);

/* mc_shortfall_report: sets the message, returns MC_REFUTED. */
mc_status mc_shortfall_report(const mc_shortfall *shortfall,
                              mc_message *message, const mc_environment *env,
                              const mc_mechanism *mechanism);

#endif
