/* Looking for a root: the equation at points and on intervals, and the bracket
   between two signs. */
#ifndef MC_REAL_ROOT_SEARCH_H
#define MC_REAL_ROOT_SEARCH_H

#include "real/root.h"

/* `bits`: the highest precision; that of `e` is what is of use at the time. */
typedef struct mc_root_search {
    mc_evaluator *e;
    const mc_root_name *root;
    mc_interval lower, upper, length;
    mc_jet x; /* order 1 */
    slong bits;
    int left; /* the sign of f at the lower bound */
} mc_root_search;

/* mc_root_precision: `bits`, or the highest if that is less. */
void mc_root_precision(mc_root_search *s, slong bits);

/* mc_root_visit: x is the value of the name, for jets up to `order` <= 1. */
void mc_root_visit(mc_root_search *s, const mc_interval *x, slong order);

/* mc_root_sign, mc_root_sign_at: of f, 0 if it is not certain. */
int mc_root_sign(mc_root_search *s, const mc_interval *x);
int mc_root_sign_at(mc_root_search *s, const arf_t x);

/* mc_root_slope: the sign of the slope on x; *slope encloses it. */
int mc_root_slope(mc_root_search *s, mc_interval *slope, const mc_interval *x);

/* mc_root_accept: replaces [lo, hi] by [a, b] if the signs there are certain,
   and s->left and its opposite. */
bool mc_root_accept(mc_root_search *s, mc_root_proof *proof, const arf_t a,
                    const arf_t b);

/* mc_root_squeeze: narrows [lo, hi] to a relative width of 2^-goal, if it can.
   Domain: f is monotone there. */
void mc_root_squeeze(mc_root_search *s, mc_root_proof *proof, slong goal);

#endif
