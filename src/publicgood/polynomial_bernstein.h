/* Lists of Bernstein coefficients on [0, 1], up to a positive factor. */
#ifndef MC_PUBLICGOOD_POLYNOMIAL_BERNSTEIN_H
#define MC_PUBLICGOOD_POLYNOMIAL_BERNSTEIN_H

#include "publicgood/polynomial.h"

/* mc_bernstein_set: those of p, integers. */
void mc_bernstein_set(mc_points *bernstein, const mc_polynomial *p);

/* mc_bernstein_variations: sign changes without zeros. There are as many roots
   in (0, 1), with multiplicities, or fewer by an even number.
   mc_bernstein_sign_at_start: the sign at a small t > 0; 0 for zero. */
size_t mc_bernstein_variations(const mc_points *bernstein);
int mc_bernstein_sign_at_start(const mc_points *bernstein);

#endif
