/* Integrands c exp(z_0 + b y) y^p (FORMAT-REAL section 6, Series). */
#ifndef MC_REAL_FORM_H
#define MC_REAL_FORM_H

#include "real/evaluate.h"

/* The jets of c, z_0, b and p, up to e->order. `known`: p is a rational
   constant, `exact`; then `power` is its enclosure. */
typedef struct mc_form {
    mc_jet factor, start, rate, power;
    bool known;
    fmpq_t exact;
} mc_form;

void mc_form_init(mc_form *form);
void mc_form_clear(mc_form *form);

/* mc_form_read: what an integrand is made of. The jets are the pool's. With
   `calls` functions are followed, too.
   Returns: false with e->fault, or if it has another form. */
bool mc_form_read(mc_form *form, mc_evaluator *e, const mc_node *integral,
                  bool calls);

#endif
