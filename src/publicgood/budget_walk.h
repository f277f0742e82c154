/* The profiles in which one person can matter, and their weights. */
#ifndef MC_PUBLICGOOD_BUDGET_WALK_H
#define MC_PUBLICGOOD_BUDGET_WALK_H

#include "arith/ball.h"
#include "publicgood/budget.h"
#include "publicgood/budget_lattice.h"

/* Weights of parts of profiles:
     part[k] + x: p_k^x / x!, x people of kind k
     rest[k] + m: (sum of p over the kinds of the agent behind k)^m / m!
     all[i] + n:  the same over all kinds of agent i
   The weight of a profile is the product of its parts and of n!, if agents are
   drawn, or of all n_i! otherwise. */
typedef struct mc_walk_weights {
    long bits;
    size_t room; /* n + 1 */
    mc_ball *part, *rest, *all;
    size_t parts, alls;
} mc_walk_weights;

MC_NODISCARD mc_status mc_walk_weights_new(mc_walk_weights **weights,
                                           mc_message *message,
                                           const mc_draw *draw, long bits,
                                           const mc_stop *stop);
void mc_walk_weights_free(mc_walk_weights *weights);

/* What one worker adds up over its share of the profiles: the probabilities
   that somebody is pivotal and that S != 0, and E abs(S), less the factorials;
   the worst -S, at least 0. */
typedef struct mc_walk_sums {
    mc_ball *sum; /* 3 */
    mpq_t deficit;
    uint64_t weighed;
    mpz_t money; /* abs(S) is a multiple of 1 / money */
} mc_walk_sums;

/* Common denominators are not followed beyond so many bits. */
enum { MC_WALK_MOST_BITS = 20000 };

enum { MC_WALK_PIVOTAL, MC_WALK_UNBALANCED, MC_WALK_DEVIATION, MC_WALK_SUMS };

bool mc_walk_sums_init(mc_walk_sums *sums);
void mc_walk_sums_clear(mc_walk_sums *sums);

/* Where the walk is, for a bar on the terminal. */
typedef struct mc_walk_progress {
    const mc_stop *stop;
    void (*told)(void *user, uint64_t weighed);
    void *user;
} mc_walk_progress;

/* mc_walk: goes through the profiles of all populations; those in which nobody
   can change the decision are left out as whole boxes. weights NULL: only
   counts them, and the common denominator of S. Worker `worker` of `workers`
   takes its share; every worker has sums of its own.
   Errors: MC_BAD_INPUT: a tie and no tie rule, shares of a population;
           MC_UNDECIDED: stopped, or more than `most` profiles; MC_LIMIT.
   Ref: doc/maths.md L70 (a) and (b). */
MC_NODISCARD mc_status mc_walk(mc_walk_sums *sums, mc_message *message,
                               const mc_draw *draw,
                               const mc_walk_weights *weights, uint64_t most,
                               size_t worker, size_t workers,
                               const mc_walk_progress *progress);

#endif
