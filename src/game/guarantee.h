/* The inside of an exact guarantee. */
#ifndef MC_GAME_GUARANTEE_H
#define MC_GAME_GUARANTEE_H

#include <mechcert/guarantee.h>

#include "game/match.h"
#include "game/multipliers.h"
#include "game/payoffs.h"

/* Numbers of verify/FORMAT-GAME.md sections 3.1 and 3.2; the vectors are
   reduced. worst[a * states + theta] is the Bayes correlated equilibrium;
   priors is t, y_0, ... for a set of priors and empty for a given one. */
struct mc_guarantee {
    mc_statements statements;
    mc_payoff_table expected;
    mc_multipliers alpha;
    mc_vector lambda, priors, worst;
    mpq_t value;
    mpq_t step, local; /* the multipliers of --local and what they prove */
    bool has_local;
    unsigned long grid; /* k if the actions are those of X(k), or 0 */
    size_t rows, columns, pivots;
};

/* mc_given_prior: the prior if it is given, NULL for a set. */
static inline mpq_t *mc_given_prior(const mc_statements *statements)
{
    return statements->prior ? statements->prior->given
                             : statements->env->prior;
}

/* mc_strategic_value: expected.sum.denominator * alpha.value.denominator times
       sum_omega [ w m(.|a) + sum_i sum_b alpha_i(a_i,b) u_i (m(.|b,a_-i) -
       m(.|a)) ]. */
void mc_strategic_value(mpz_t value, const mc_payoff_table *expected,
                        const mc_choices *actions, const mc_multipliers *alpha,
                        size_t profile, size_t state);

/* mc_least_strategic: lambda(theta) = min over a of the strategic value; lambda
   is initialised, and reduced afterwards. */
void mc_least_strategic(mc_vector *lambda, const mc_payoff_table *expected,
                        const mc_choices *actions, const mc_multipliers *alpha);

/* mc_average: sum_theta prior(theta) value(theta) */
void mc_average(mpq_t sum, mpq_t *prior, const mc_vector *value);

/* mc_guarantee_solve: fills alpha, priors and worst by linear programming. */
MC_NODISCARD mc_status mc_guarantee_solve(mc_guarantee *guarantee,
                                          mc_message *message,
                                          const mc_limits *limits);

/* mc_lower_part_write: the records of FORMAT-GAME.md 3.1. */
void mc_lower_part_write(mc_certificate *certificate,
                         const mc_guarantee *guarantee);

#endif
