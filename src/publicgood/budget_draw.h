/* Who is drawn: kinds with their probabilities, and the numbers of people that
   agents can stand for. */
#ifndef MC_PUBLICGOOD_BUDGET_DRAW_H
#define MC_PUBLICGOOD_BUDGET_DRAW_H

#include "publicgood/publicgood.h"

/* A longer denominator is not computed. */
enum { MC_DRAW_MOST_BITS = 1 << 21 };

/* The kinds of positive probability, agent by agent: those of agent i are
   first[i] <= k < first[i + 1]; kind[k] is the kind of the statement.
   probability[k] is that of a person of the agent, or of anybody if the agents
   are drawn, too. Without `draw`, count[i] are the only numbers of people. */
typedef struct mc_draw {
    const mc_publicgood *good;
    bool drawn;
    unsigned long people;
    size_t agents, kinds;
    size_t *first, *kind, *agent_of;
    mpq_t *probability;
    unsigned long *count;
    mpz_t denominator; /* probabilities of profiles are multiples of 1/it; 0:
                          it has more than MC_DRAW_MOST_BITS */
    size_t bits;       /* of the denominator; an upper bound where that is 0 */
} mc_draw;

/* mc_draw_new: Domain: the statement has a prior; 1 <= people <= 10^9.
   Errors: MC_BAD_INPUT: the people do not fit; MC_LIMIT. */
MC_NODISCARD mc_status mc_draw_new(mc_draw **draw, mc_message *message,
                                   const mc_publicgood *good,
                                   unsigned long people);
void mc_draw_free(mc_draw *draw);

/* mc_draw_first, mc_draw_next: the numbers of people of all agents, one after
   the other; _next returns false after the last. mc_draw_compositions: how
   many; SIZE_MAX: more. */
void mc_draw_first(unsigned long *count, const mc_draw *draw);
bool mc_draw_next(unsigned long *count, const mc_draw *draw);
size_t mc_draw_compositions(const mc_draw *draw);

/* mc_draw_profiles: how many profiles the checker goes through. */
size_t mc_draw_profiles(const mc_draw *draw);

/* mc_choose: n over k; SIZE_MAX: more than that. */
size_t mc_choose(unsigned long n, unsigned long k);

#endif
