/* Panels of integrals with Taylor polynomials and remainders (FORMAT-REAL
   section 6; doc/maths.md L19). */
#ifndef MC_REAL_PANEL_H
#define MC_REAL_PANEL_H

#include "real/evaluate.h"

/* The factor z^p at an end. Invariant: `above` encloses p + 1 and is positive;
   if `known`, p is `exponent`, and no integer. */
typedef struct mc_range_end {
    const mc_node *factor; /* NULL: none */
    bool known;
    fmpq_t exponent;
    mc_interval above;
} mc_range_end;

/* An integral on its way: enclosures of a, b and b - a. */
typedef struct mc_range {
    const mc_node *node;
    slong order; /* M, even */
    mc_interval lower, upper, length;
    mc_range_end end[2];
} mc_range;

void mc_range_init(mc_range *range, mc_evaluator *e, const mc_node *node,
                   const mc_interval *lower, const mc_interval *upper);
void mc_range_clear(mc_range *range);

/* mc_range_place: a + u (b - a). */
void mc_range_place(mc_interval *out, const mc_evaluator *e,
                    const mc_range *range, const arf_t u);

/* mc_integrand: the jet of the integrand of `node`, without the factor `skip`,
   in its variable, which is y and has the derivative `slope`. */
bool mc_integrand(mc_evaluator *e, mc_jet *out, const mc_node *node,
                  const mc_interval *y, slong slope, slong order,
                  const mc_node *skip);

/* mc_panel: the integral over the panel from u to v. */
bool mc_panel(mc_evaluator *e, mc_interval *out, const mc_range *range,
              const arf_t u, const arf_t v, unsigned *flags);

/* mc_panels_refine: cuts the panels of e->plan until the enclosure of this
   integral has the relative width 2^-e->goal. Returns false with e->fault. */
bool mc_panels_refine(mc_evaluator *e, mc_range *range);

#endif
