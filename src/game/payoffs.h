/* Payoffs as integers, and summed over a mechanism or an information structure.
 */
#ifndef MC_GAME_PAYOFFS_H
#define MC_GAME_PAYOFFS_H

#include "arith/vector.h"
#include "game/choices.h"
#include "game/environment.h"

/* The environment over one denominator: w = welfare / scale, u = payoff /
   scale, indexed as in mc_environment; scale >= 1. */
typedef struct mc_scaled_payoffs {
    mpz_t scale;
    size_t welfare_count, payoff_count;
    mpz_t *welfare, *payoff;
} mc_scaled_payoffs;

/* Returns false without memory; the payoffs may be cleared in any case. */
bool mc_scaled_payoffs_init(mc_scaled_payoffs *payoffs,
                            const mc_environment *env);
void mc_scaled_payoffs_clear(mc_scaled_payoffs *payoffs);

/* Payoffs of players 0 to N-1, the agents, and N, the designer, by profile and
   by one more index that runs over `width` values. Entry (player, profile, x)
   stands at sum.numerator[(player * profiles + profile) * width + x]. */
typedef struct mc_payoff_table {
    size_t players, profiles, width;
    mc_vector sum;
} mc_payoff_table;

static inline mpz_ptr mc_payoff_at(const mc_payoff_table *table, size_t player,
                                   size_t profile, size_t x)
{
    return table->sum
        .numerator[(player * table->profiles + profile) * table->width + x];
}

/* mc_payoff_table_expect: entry (player, a, theta) is the expected payoff
       sum_omega u(omega,theta) m(omega|a).
   mc_payoff_table_weigh: entry (player, s, omega) is
       sum_theta u(omega,theta) sigma(s,theta).
   Shapes:  m over profiles * outcomes, sigma over profiles * states.
   Returns: false without memory; the table may be cleared in any case. */
bool mc_payoff_table_expect(mc_payoff_table *table, const mc_environment *env,
                            const mc_vector *mechanism);
bool mc_payoff_table_weigh(mc_payoff_table *table, const mc_environment *env,
                           const mc_vector *information);
void mc_payoff_table_clear(mc_payoff_table *table);

#endif
