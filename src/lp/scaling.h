/* Powers of two that bring a program into the range of doubles. */
#ifndef MC_LP_SCALING_H
#define MC_LP_SCALING_H

#include "lp/model.h"

/* In the scaled program an entry is a_rj 2^(row[r] + column[j]), a cost
   c_j 2^(column[j] + cost), a bound of a column l_j 2^(primal - column[j]), one
   of a row L_r 2^(row[r] + primal). Positive scales leave bases as they are. */
typedef struct mc_lp_scaling {
    long *row, *column;
    long cost, primal;
} mc_lp_scaling;

/* mc_lp_scaling_init: chooses them. A program whose numbers are within a
   factor of 2^20 of 1 is left as it is. False when there is no memory. */
MC_NODISCARD bool mc_lp_scaling_init(mc_lp_scaling *scaling, const mc_lp *lp);
void mc_lp_scaling_clear(mc_lp_scaling *scaling);

/* mc_lp_scaled: value * 2^shift as a double; too small is 0, too large is
   infinite with the sign of the value. */
double mc_lp_scaled(mpq_srcptr value, long shift);

/* mc_lp_entry_scaled: the same for a matrix entry in the user's units. */
double mc_lp_entry_scaled(const mc_lp *lp, size_t position, long shift);

#endif
