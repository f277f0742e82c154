/* The sums of FORMAT.md 4.1 to 4.5 and FORMAT-GAME.md 3 and 4. */
#ifndef MC_TESTS_OBJECTIVE_H
#define MC_TESTS_OBJECTIVE_H

#include "proof.h"

/* A right side at a profile and a state, or at a profile and an outcome. */
typedef void side(mpq_t sum, const proof *p, size_t profile, size_t column);

/* What lambda and gamma have to respect; NULL if the claim has none. */
side *lambda_side(const proof *p);
side *gamma_side(const proof *p);

/* The grid of lambda's profiles. */
const grid *lambda_grid(const proof *p);

/* The mechanism, information structure and prior of the claim, be they of the
   certificate or of a statement. */
const table *rule_of(const proof *p);
const table *sigma_of(const proof *p);
const table *prior_of(const proof *p);

mpq_srcptr w(const proof *p, size_t outcome, size_t state);
mpq_srcptr u(const proof *p, size_t agent, size_t outcome, size_t state);

/* sum += sign * a * b, or a * b * c */
void add(mpq_t sum, long sign, mpq_srcptr a, mpq_srcptr b);
void add_product(mpq_t sum, long sign, mpq_srcptr a, mpq_srcptr b,
                 mpq_srcptr c);

/* payoff: sum_omega u_i(omega,theta) m(omega|x); welfare likewise. */
void payoff(mpq_t sum, const proof *p, const table *m, size_t x, size_t agent,
            size_t state);
void welfare(mpq_t sum, const proof *p, const table *m, size_t x, size_t state);

#endif
