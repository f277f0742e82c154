/* Integrals: by series, by panels, or in closed form (FORMAT-REAL section 6).
 */
#ifndef MC_REAL_INTEGRAL_H
#define MC_REAL_INTEGRAL_H

#include "real/evaluate.h"

/* mc_integral_evaluate: the jet of an integral. With e->plan its terms or
   panels are planned first, so that the enclosure here has the relative width
   2^-e->goal. */
bool mc_integral_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node);

/* mc_integral_survey: decides for all integrals whose names have values, which
   are wide boxes, whether they are series, and of how many terms.
   Domain: e->plan. */
typedef enum mc_survey_boxes {
    MC_SURVEY_POINTS, /* points alone */
    MC_SURVEY_VALUES, /* boxes; derivatives are of use */
    MC_SURVEY_JETS    /* boxes; derivatives are needed */
} mc_survey_boxes;

void mc_integral_survey(mc_evaluator *e, mc_survey_boxes boxes);

/* mc_closed_form: int_0^x c exp(z_0 + b y) y^p dy = c exp(z_0) x^(p+1)/(p+1)
   1F1(p+1; p+2; b x), for integrands that are such a product in any order.
   Domain:  lower and upper enclose the bounds.
   Returns: false if the integrand is not of this kind, or something fails. */
bool mc_closed_form(mc_evaluator *e, mc_interval *out, const mc_node *node,
                    const mc_interval *lower, const mc_interval *upper);

#endif
