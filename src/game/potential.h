/* The inside of an optimal direct mechanism. */
#ifndef MC_GAME_POTENTIAL_H
#define MC_GAME_POTENTIAL_H

#include <mechcert/potential.h>

#include "game/match.h"
#include "game/multipliers.h"
#include "game/payoffs.h"

/* Numbers of verify/FORMAT-GAME.md 3.3, 4.6 and 4.7; the vectors are reduced.
   Messages are the signals and, with MC_POTENTIAL_SECURE, one more for every
   agent: to stay out. weighed is over message profiles; it is zero where
   somebody stays out. Layout: beta by agents, then signals;
   security[(x * agents + i) * states + theta], empty without staying out;
   mechanism[x * outcomes + omega], gamma[x] over message profiles. */
struct mc_potential {
    mc_statements statements;
    mc_potential_kind kind;
    mc_choices messages;
    mc_payoff_table weighed;
    mc_scaled_payoffs payoffs;
    mc_multipliers alpha;
    mc_vector beta, security, gamma, mechanism;
    mpq_t value;
    size_t rows, columns, pivots;
};

/* mc_stays_out: agent i's message in profile x is to stay out. */
static inline bool mc_stays_out(const mc_potential *potential, size_t x,
                                size_t agent)
{
    return mc_choices_at(&potential->messages, x, agent) ==
           potential->alpha.from_count[agent];
}

/* mc_informational_value: the right side of [E404] at (x, omega). */
void mc_informational_value(mpq_t value, const mc_potential *potential,
                            size_t profile, size_t outcome);

/* mc_potential_solve: fills alpha, beta, security and mechanism by linear
   programming. */
MC_NODISCARD mc_status mc_potential_solve(mc_potential *potential,
                                          mc_message *message,
                                          const mc_limits *limits);

/* mc_staying_out_write: the records of FORMAT-GAME.md 4.7 up to gamma. Domain:
   MC_POTENTIAL_SECURE.
   mc_relaxation_write: the records of FORMAT-GAME.md 3.3. Domain:
   MC_POTENTIAL_DIRECT. */
void mc_staying_out_write(mc_certificate *certificate,
                          const mc_potential *potential);
void mc_relaxation_write(mc_certificate *certificate,
                         const mc_potential *potential);

#endif
