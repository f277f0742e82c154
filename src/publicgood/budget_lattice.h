/* Decisions and transfers of one population in machine integers. */
#ifndef MC_PUBLICGOOD_BUDGET_LATTICE_H
#define MC_PUBLICGOOD_BUDGET_LATTICE_H

#include <stdint.h>

#include "publicgood/budget_draw.h"

/* Welfare is in units of 1/L, money in units of 1/money. With the n_i of one
   population, K alternatives, and kinds as in mc_draw:
     gain[k K + y]  = L omega_i v_i(y,t)          burden[y] = L sum n_i omega_i
   c_i(y) net[k K + y]   = gain - L omega_i c_i(y), for Clarke only share[i K +
   y] = money c_i(y)                cost[y]   = money c(y) rate[i]        =
   money / (L omega_i) margin[a K + y] = the most by which one person's leaving
   can lessen W(a) - W(y), at least 0. All sums that can occur are below 2^62 in
   absolute value. */
typedef struct mc_lattice {
    const mc_draw *draw;
    const unsigned long *count;
    size_t alternatives;
    int64_t *gain, *net, *burden, *share, *cost, *rate, *margin;
    mpz_t money;
    size_t *order; /* alternatives in order of preference */
    bool clarke;
    mpq_t *welfare; /* [kinds * K]: omega_i v_i(y,t) */
    mpz_t common;   /* their common denominator */
} mc_lattice;

/* mc_lattice_new: no population yet. _set: one with these numbers of people
   (kept, not copied). Errors: MC_BAD_INPUT: shares of a population;
   MC_LIMIT: memory, or numbers that machine integers do not hold. */
MC_NODISCARD mc_status mc_lattice_new(mc_lattice **lattice, mc_message *message,
                                      const mc_draw *draw);
MC_NODISCARD mc_status mc_lattice_set(mc_lattice *lattice, mc_message *message,
                                      const unsigned long *count);
void mc_lattice_free(mc_lattice *lattice);

/* mc_lattice_best: the decision for these welfares [K]; K if there is a tie
   and no tie rule. */
size_t mc_lattice_best(const mc_lattice *lattice, const int64_t *welfare);

/* What a person does to the decision: the alternative without it (net: without
   its net value), and its transfer less c_i(a), over `money`. Returns false at
   a tie without a rule. */
typedef struct mc_leaving {
    size_t without;
    int64_t excess;
} mc_leaving;
bool mc_lattice_leave(mc_leaving *leaving, const mc_lattice *lattice,
                      const int64_t *welfare, size_t decision, size_t kind);

/* mc_lattice_offset: S where nobody can change the decision a: 0, or -c(a)
   where only the pivotal pay. */
int64_t mc_lattice_offset(const mc_lattice *lattice, size_t decision);

#endif
