/* Claims as conditions F >= 0 or F > 0, on boxes of the unit cube and at points
   (FORMAT-REAL section 8.1). */
#ifndef MC_REAL_CONDITION_H
#define MC_REAL_CONDITION_H

#include "real/evaluate.h"

/* F = plus - minus; of a shape: sign times the coefficient `order` of the jet
   of plus in `slot`. */
typedef struct mc_condition {
    const mc_claim *claim;
    const mc_node *plus, *minus;
    bool strict;
    slong order;
    int sign;
    size_t slot;
} mc_condition;

/* mc_conditions: one or two. Domain: not an identity. Returns their number. */
size_t mc_conditions(mc_condition condition[2], const mc_claim *claim);

/* mc_condition_holds, _fails: certain for all numbers of the enclosure. */
bool mc_condition_holds(const mc_condition *condition, const mc_interval *f);
bool mc_condition_fails(const mc_condition *condition, const mc_interval *f);

/* The values of the names of a claim. Invariant: name[i].c has room for 21
   coefficients. */
typedef struct mc_names {
    const mc_claim *claim;
    mc_jet *name;
} mc_names;

bool mc_names_init(mc_names *names, const mc_claim *claim);
void mc_names_clear(mc_names *names);

/* mc_names_on_box: x_i = a_i + u_i (b_i - a_i), as jets of e->order in
   u[vary] (SIZE_MAX: in none). The evaluator then sees them. */
bool mc_names_on_box(mc_evaluator *e, mc_names *names, const mc_interval *u,
                     size_t vary);

/* mc_names_at: at a point. Returns false with a fault unless the point is
   certainly within the bounds. */
bool mc_names_at(mc_evaluator *e, mc_names *names, const fmpq *point);

/* mc_condition_value: encloses F where the names are. Jets of names must be of
   order 0. */
bool mc_condition_value(mc_evaluator *e, mc_interval *f,
                        const mc_condition *condition, mc_names *names);

/* mc_condition_jet: the jet of F up to e->order. Domain: no shape. */
bool mc_condition_jet(mc_evaluator *e, mc_jet *f,
                      const mc_condition *condition);

#endif
