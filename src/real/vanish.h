/* Taylor coefficients that vanish identically (FORMAT-REAL section 8.4). */
#ifndef MC_REAL_VANISH_H
#define MC_REAL_VANISH_H

#include "real/condition.h"

/* mc_vanish: the number of Taylor coefficients of F in the name that vanish
   identically around the form, counted from the first; at most `most`, which is
   at most 20. What cannot be expanded counts as not vanishing.
   Shapes: form has 1 + name numbers, the constant first. */
size_t mc_vanish(const mc_condition *condition, size_t name, const fmpq *form,
                 size_t most);

/* mc_vanish_form: the expression is a linear form of the names of the claim.
   Shapes: form has room for 1 + the names. */
bool mc_vanish_form(fmpq *form, const mc_claim *claim, const mc_node *node);

#endif
