/* Integrals from 0 of c y^p exp(linear) by their power series (FORMAT-REAL
   section 6, Series; doc/maths.md L25). */
#ifndef MC_REAL_INTEGRAL_SERIES_H
#define MC_REAL_INTEGRAL_SERIES_H

#include "real/evaluate.h"

enum { MC_MOST_TERMS_OF_SERIES = 10000 };

/* mc_series_evaluate: the jet of an integral with the upper bound x, by
   `terms` terms.
   Returns: false with e->fault, also where the series is not defined. */
bool mc_series_evaluate(mc_evaluator *e, mc_jet *out, const mc_node *node,
                        const mc_jet *x, slong terms);

/* How a series would fit an integral on a box. */
typedef enum mc_series_fit {
    MC_SERIES_FITS,
    MC_SERIES_UNCERTAIN, /* something is not defined, or has no certain sign */
    MC_SERIES_LONG,      /* too many terms */
    MC_SERIES_CANCELS    /* terms cancel */
} mc_series_fit;

/* mc_series_plan: how many terms give 2^-goal for all upper bounds in x, and
   some more. `lowest`: terms cancel if b x may be below this. */
mc_series_fit mc_series_plan(slong *terms, mc_evaluator *e, const mc_node *node,
                             const mc_interval *x, double lowest);

#endif
