/* Points at which a condition fails. */
#ifndef MC_REAL_WITNESS_H
#define MC_REAL_WITNESS_H

#include "real/condition.h"

/* mc_witness_at: the point x_i = a_i + u_i (b_i - a_i), moved to a short
   rational that is certainly within the bounds.
   Returns: F fails there with certainty; f encloses it. If F was not
            enclosed f is [-inf, inf]. */
bool mc_witness_at(fmpq *point, mc_interval *f, mc_evaluator *e,
                   mc_names *names, const mc_condition *condition,
                   const arf_struct *u);

/* mc_witness_search: looks at corners, middles and downhill from the lowest of
   them. The same answer on every run. */
bool mc_witness_search(fmpq *point, mc_interval *f, mc_evaluator *e,
                       mc_names *names, const mc_condition *condition);

#endif
