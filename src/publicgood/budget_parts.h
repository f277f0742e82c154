/* The routes to the numbers of a budget. */
#ifndef MC_PUBLICGOOD_BUDGET_PARTS_H
#define MC_PUBLICGOOD_BUDGET_PARTS_H

#include "arith/ball.h"
#include "publicgood/budget.h"
#include "publicgood/budget_draw.h"

/* mc_budget_scenes: weighs every profile as the statement's own words say; for
   tables, and where machine integers do not do. draw NULL: atoms.
   Guarantees: exact. Errors: as mc_budget_new. */
MC_NODISCARD mc_status mc_budget_scenes(mc_budget *budget, mc_message *message,
                                        const mc_publicgood *good,
                                        const mc_draw *draw,
                                        const mc_budget_effort *effort);

/* mc_budget_near: weighs the profiles in which one person can matter.
   Domain: no tables. Errors: as mc_budget_new; MC_UNDECIDED also if there are
   too many of them, MC_LIMIT also if numbers do not fit. */
MC_NODISCARD mc_status mc_budget_near(mc_budget *budget, mc_message *message,
                                      const mc_draw *draw,
                                      const mc_budget_effort *effort);

/* mc_budget_sums: merges profiles with the same sums of welfare; the
   probability that somebody is pivotal can be exact, the others are enclosed
   where surpluses of both signs are possible.
   Domain: as _near. Errors: as _near; MC_LIMIT also without a tie rule.
   Ref: doc/maths.md L70 (d). */
MC_NODISCARD mc_status mc_budget_sums(mc_budget *budget, mc_message *message,
                                      const mc_draw *draw,
                                      const mc_budget_effort *effort);

/* ---- from balls to numbers ---- */

/* Exact numbers are sought up to so many bits; so many are lost to rounding;
   digits of an enclosure. */
enum {
    MC_BUDGET_EXACT_BITS = 16384,
    MC_BUDGET_GUARD = 96,
    MC_BUDGET_DIGITS = 20
};

/* mc_budget_factorials: n! if agents are drawn, otherwise the product of all
   n_i! . */
void mc_budget_factorials(mc_ball *factor, const mc_draw *draw, long bits);

/* mc_budget_settle: the number in the ball: exact if it is a multiple of
   1 / denominator (NULL: that is not known); `below`: it is at most 1. Returns
   false if the ball is not bounded. */
bool mc_budget_settle(mc_budget_number *number, const mc_ball *ball,
                      const mpz_t denominator, bool below);

/* mc_budget_complement: 1 - number. mc_budget_per_head: divides.
   mc_budget_round: outward, to `digits` significant digits. */
void mc_budget_complement(mc_budget_number *number);
void mc_budget_per_head(mc_budget_number *number, unsigned long people);
void mc_budget_round(mc_budget_number *number, unsigned digits);

#endif
