/* Where a condition may be zero: places that are worth an expansion. */
#ifndef MC_REAL_CANDIDATE_H
#define MC_REAL_CANDIDATE_H

#include "base/stop.h"
#include "real/condition.h"
#include "real/expansion.h"

/* mc_candidate_hint: adds the expansion that the hint of the claim asks for.
   Domain: there is a hint. Returns NULL, or why it cannot be used. */
const char *mc_candidate_hint(mc_expansions *expansions,
                              const mc_condition *condition);

/* mc_candidates_near: adds expansions at bounds, on diagonals, and near the
   boxes, all of the highest order. Returns whether there are any new ones.
   Shapes: `box` has an interval for each name, for each of `boxes` boxes. */
bool mc_candidates_near(mc_expansions *expansions,
                        const mc_condition *condition, const mc_interval *box,
                        size_t boxes, const mc_stop *stop);

/* mc_candidates_lower: adds the same of lower orders, as many as there is room
   for. Returns whether there are any new ones. */
bool mc_candidates_lower(mc_expansions *expansions,
                         const mc_condition *condition);

#endif
