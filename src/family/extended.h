/* Bounds on the social value and on its mean: S0, section 4, as claims. */
#ifndef MC_FAMILY_EXTENDED_H
#define MC_FAMILY_EXTENDED_H

#include <gmp.h>

#include "family/cost_sharing.h"

typedef struct mc_extended {
    mc_sheet *sheet;
    size_t agents;
    mpq_t low, high, mean; /* low < mean < high */
} mc_extended;

/* Approximations, which only propose where to look. */
typedef struct mc_extended_point {
    double x_low, x_high, lambda_low, lambda_high;
} mc_extended_point;

/* mc_extended_write: all that is proved for these parameters. */
void mc_extended_write(mc_extended *model);

/* The cases: mean <= N; low <= N < mean; N < low. Ref: S0, Theorem 2. */
void mc_extended_write_nothing(mc_extended *model);
void mc_extended_write_mixture(mc_extended *model);
void mc_extended_write_pasted(mc_extended *model);

/* mc_extended_solve: (31) to (34). Returns false if nothing was found. */
bool mc_extended_solve(mc_extended_point *point, const mc_extended *model);

#endif
