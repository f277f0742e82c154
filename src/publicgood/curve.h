/* Functions on an interval that are polynomials between knots, and where they
   are largest. */
#ifndef MC_PUBLICGOOD_CURVE_H
#define MC_PUBLICGOOD_CURVE_H

#include <mechcert/status.h>

#include "publicgood/polynomial.h"

/* The integral from 0 of `slope`; height[k] is its polynomial on piece k,
   between knot[k] and knot[k + 1]. knot[0] = 0; the knots are the caller's. */
typedef struct mc_curve {
    size_t pieces;
    mpq_t *knot;
    mc_polynomial *slope, *height; /* [pieces] */
} mc_curve;

/* mc_curve_init: the curve 0. mc_curve_add: adds `factor` times the integral of
   polynomials slope[pieces]. mc_curve_close: makes the heights. */
MC_NODISCARD mc_status mc_curve_init(mc_curve *curve, mc_message *message,
                                     mpq_t *knot, size_t pieces);
void mc_curve_clear(mc_curve *curve);
void mc_curve_add(mc_curve *curve, const mc_polynomial *slope,
                  mpq_srcptr factor);
void mc_curve_close(mc_curve *curve);

/* mc_curve_value: the height at x, from 0 to the last knot. */
void mc_curve_value(mpq_t value, const mc_curve *curve, mpq_srcptr x);

/* mc_slopes_integral: the integral from `from` to `to` of polynomials between
   knots. */
void mc_slopes_integral(mpq_t value, mpq_t *knot, const mc_polynomial *slope,
                        mpq_srcptr from, mpq_srcptr to);

typedef enum mc_tie { MC_TIE_NONE, MC_TIE_LOWEST, MC_TIE_HIGHEST } mc_tie;

/* The largest height is that at `at`. splits: points inside at which to cut, in
   addition to the knots and `at`, so that Bernstein coefficients show it
   (verify/FORMAT-PUBLICGOOD.md section 6). */
typedef struct mc_maximum {
    mpq_t at, height;
    mc_points splits;
} mc_maximum;

void mc_maximum_init(mc_maximum *maximum);
void mc_maximum_clear(mc_maximum *maximum);

/* mc_curve_maximum: among several maximisers `tie` decides. `what` is what
   messages call the maximiser: "the decision".
   Errors: MC_BAD_INPUT: several and no tie rule; MC_UNDECIDED: a maximiser is
           irrational, or too many splits.
   Ref:    doc/maths.md L56. */
MC_NODISCARD mc_status mc_curve_maximum(mc_maximum *maximum,
                                        mc_message *message,
                                        const mc_curve *curve, mc_tie tie,
                                        const char *what);

#endif
