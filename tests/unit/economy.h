/* Small environments for the tests, as plain tables. */
#ifndef MC_TESTS_ECONOMY_H
#define MC_TESTS_ECONOMY_H

#include "unit.h"

#include <mechcert/bounds.h>

enum { ECONOMY_MAX = 4 };

/* prior[t], welfare[t][o], payoff[i][t][o] */
typedef struct economy {
    size_t agents, outcomes, states;
    mpq_t prior[ECONOMY_MAX];
    mpq_t welfare[ECONOMY_MAX][ECONOMY_MAX];
    mpq_t payoff[ECONOMY_MAX][ECONOMY_MAX][ECONOMY_MAX];
} economy;

void economy_init(economy *e, size_t agents, size_t outcomes, size_t states);
void economy_clear(economy *e);
void economy_copy(economy *to, const economy *from); /* both initialised */

/* Random payoffs, many of them 0; an unequal prior. With `outside` outcome 0
   gives every agent 0, so that a participation-secure mechanism exists. */
void economy_random(economy *e, gmp_randstate_t random, bool outside);

/* The environment, through its statement file. */
mc_environment *economy_environment(const economy *e);

/* Solves a program; frees nothing. The environment must outlive the bound. */
mc_bound *economy_bound(const mc_environment *env, mc_program program,
                        unsigned long k);

/* The values of LB-G-k and UB-P-k. The first is left alone, and false
   returned, if no participation-secure mechanism exists. */
bool economy_values(mpq_t lower, mpq_t upper, const economy *e,
                    unsigned long k);

#endif
