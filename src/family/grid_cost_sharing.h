/* The total expenditure function of proportional cost sharing, in floating
   point. */
#ifndef MC_FAMILY_GRID_COST_SHARING_H
#define MC_FAMILY_GRID_COST_SHARING_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

/* E(x) = g(x)/g(x_bar) for x <= x_bar and 1 beyond, where
       g(x) = e^-x x^alpha int_0^x e^y y^-alpha dy,  alpha = (N-1)/(T-1),
   and x_bar is the maximiser of g. gap = 1 - alpha. lambda = (T-1)/g(x_bar) =
   T - 1 - (N-1)/x_bar is the guarantee of the rule on all of R_+. */
typedef struct mc_cost_sharing {
    double alpha, gap, x_bar, g_bar, lambda;
} mc_cost_sharing;

/* mc_cost_sharing_init: for N agents and the social value T. Returns false if
   T is not above N, too near to it, or not below 10^12.
   Ref: S0, (6), (7), (17), Proposition 5. */
bool mc_cost_sharing_init(mc_cost_sharing *rule, size_t agents,
                          const mpq_t value);

/* mc_cost_sharing_total: E(x). Domain: x >= 0. */
double mc_cost_sharing_total(const mc_cost_sharing *rule, double x);

#endif
