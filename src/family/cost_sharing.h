/* Proportional cost sharing on all of R_+ and its information structure, as
   claims. Ref: S0, section 3 and appendix A. */
#ifndef MC_FAMILY_COST_SHARING_H
#define MC_FAMILY_COST_SHARING_H

#include <gmp.h>

#include "family/grid_cost_sharing.h"
#include "family/sheet.h"

/* The sheet and its parameters. Invariant: if agents < value, `rule` has
   approximations, which only propose where to look. */
typedef struct mc_cost_sharing_sheet {
    mc_sheet *sheet;
    size_t agents;
    mpq_t value;
    mc_cost_sharing rule;
    bool collapses; /* value <= agents */
} mc_cost_sharing_sheet;

/* mc_cost_sharing_begin: checks the parameters and writes the definitions.
   Returns false after a fault, which is kept. The caller clears it always. */
bool mc_cost_sharing_begin(mc_cost_sharing_sheet *out, mc_sheet *sheet,
                           size_t agents, const mpq_t value);
void mc_cost_sharing_clear(mc_cost_sharing_sheet *c);

/* ---- value > agents ---- */

/* x_bar and lambda_bar; the expenditure function; the strategic virtual
   objective; participation security. */
void mc_cost_sharing_write_rule(mc_cost_sharing_sheet *c);

#endif
