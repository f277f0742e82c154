/* Where a condition is zero: expansions (FORMAT-REAL section 8.2). */
#ifndef MC_REAL_EXPANSION_H
#define MC_REAL_EXPANSION_H

#include "real/expression.h"

enum { MC_MOST_EXPANSIONS = 16, MC_MOST_ORDER = 20 };

/* Around E = form[0] + sum form[1 + i] x_i, in the name t of number `name`.
   Invariant: form has a number for each name of the claim, those of t and
   later names are 0. at_lower, at_upper: E is that bound of t. idle: it is
   not tried. */
typedef struct mc_expansion {
    size_t name, order;
    fmpq *form;
    bool at_lower, at_upper, hinted, idle;
} mc_expansion;

typedef struct mc_expansions {
    size_t names, count;
    mc_expansion item[MC_MOST_EXPANSIONS];
} mc_expansions;

void mc_expansions_init(mc_expansions *expansions, size_t names);
void mc_expansions_clear(mc_expansions *expansions);

/* mc_expansions_has: one in this name around this form, that no hint asked for.
 */
bool mc_expansions_has(const mc_expansions *expansions, size_t name,
                       const fmpq *form);

/* mc_expansions_add: NULL if it is there already, or there is no room. */
mc_expansion *mc_expansions_add(mc_expansions *expansions, size_t name,
                                size_t order, const fmpq *form);

/* mc_expansions_keep: those with used[i] only; renumbered[i] is the new number.
 */
void mc_expansions_keep(mc_expansions *expansions, size_t *renumbered,
                        const bool *used);

/* mc_form_text: as in a claim file; too long: a part of it. */
void mc_form_text(char *text, size_t room, const mc_claims *claims,
                  const mc_claim *claim, const fmpq *form);

#endif
