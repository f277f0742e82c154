/* The routes to the numbers of a budget. */
#ifndef MC_PUBLICGOOD_BUDGET_PARTS_H
#define MC_PUBLICGOOD_BUDGET_PARTS_H

#include "publicgood/budget.h"
#include "publicgood/budget_draw.h"

/* mc_budget_scenes: weighs every profile as the statement's own words say; for
   tables, and where machine integers do not do. draw NULL: atoms.
   Guarantees: exact. Errors: as mc_budget_new. */
MC_NODISCARD mc_status mc_budget_scenes(mc_budget *budget, mc_message *message,
                                        const mc_publicgood *good,
                                        const mc_draw *draw,
                                        const mc_budget_effort *effort);

/* mc_budget_near: weighs the profiles in which one person can matter.
   Domain: no tables. Errors: as mc_budget_new; MC_UNDECIDED also if there are
   too many of them, MC_LIMIT also if numbers do not fit. */
MC_NODISCARD mc_status mc_budget_near(mc_budget *budget, mc_message *message,
                                      const mc_draw *draw,
                                      const mc_budget_effort *effort);

/* mc_budget_round: outward, to `digits` significant digits. */
void mc_budget_round(mc_budget_number *number, unsigned digits);

#endif
