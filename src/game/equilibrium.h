/* The inside of a strategy profile's evaluation. */
#ifndef MC_GAME_EQUILIBRIUM_H
#define MC_GAME_EQUILIBRIUM_H

#include <mechcert/equilibrium.h>

#include "game/match.h"
#include "game/payoffs.h"

/* Numbers of verify/FORMAT-GAME.md 3.4, canonical. `identity` is the strategy
   profile that does what signals say, if none was given; `played` is the one
   evaluated. interim[first[i] + s * actions + a] and probability[signal[i] + s]
   belong to agent i; last_* are their lengths. outcome_law is the joint law
   sigma_b(a,theta) of actions and states. */
struct mc_equilibrium {
    mc_statements statements;
    mc_strategies *identity;
    const mc_strategies *played;
    mc_payoff_table expected;
    mc_vector law;
    size_t *first, *signal;
    size_t interims, signals;
    mpq_t *interim, *probability, *payoff, *agent_gain, *outcome;
    mpq_t gain, welfare;
};

/* mc_play_mechanism: m_b(omega|s), the lottery that a mechanism gives at the
   signal profile s under the strategies, an initialised vector over signal
   profiles * outcomes. Returns false without memory. */
bool mc_play_mechanism(mc_vector *lottery, const mc_mechanism *mechanism,
                       const mc_strategies *strategies);

#endif
