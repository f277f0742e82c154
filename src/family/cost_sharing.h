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

/* mc_cost_sharing_write_rule: x_bar and lambda_bar; the expenditure function;
   the strategic virtual objective; participation security.
   Ref: L27, L28; S0, (4) to (8), (17), (18). */
void mc_cost_sharing_write_rule(mc_cost_sharing_sheet *c);

/* mc_cost_sharing_write_profile: expenditure, slope and shares where agent i
   chooses action[i]. `number` counts profiles from 1. */
void mc_cost_sharing_write_profile(mc_cost_sharing_sheet *c, size_t number,
                                   size_t agents, mpq_t *action);

/* mc_cost_sharing_write_tiers: the sizes of `tiers` tiers of shares with equal
   total face value. Ref: S0, introduction. */
void mc_cost_sharing_write_tiers(mc_cost_sharing_sheet *c, size_t tiers);

/* mc_cost_sharing_write_social_value: the guarantee when the social value is
   at least `social`. Ref: L28; S0, Proposition 4. */
void mc_cost_sharing_write_social_value(mc_cost_sharing_sheet *c, size_t number,
                                        const mpq_t social);

/* mc_cost_sharing_write_information: the information structure without a cut.
   Ref: L29; S0, (10) to (12). */
void mc_cost_sharing_write_information(mc_cost_sharing_sheet *c);

/* ---- any value ---- */

/* mc_cost_sharing_write_potential: what the information structures with a lower
   cut need. Comes before: */
void mc_cost_sharing_write_potential(mc_cost_sharing_sheet *c);

/* mc_cost_sharing_write_cut: the bound on the potential with this cut.
   mc_cost_sharing_write_epsilon: the largest cut with five digits with which it
   is at most `epsilon` above the guarantee. Ref: L29; S0, (13). */
void mc_cost_sharing_write_cut(mc_cost_sharing_sheet *c, size_t number,
                               const mpq_t cut);
void mc_cost_sharing_write_epsilon(mc_cost_sharing_sheet *c, size_t number,
                                   const mpq_t epsilon);

/* mc_cost_sharing_word: a rational as text; NULL keeps a fault. */
char *mc_cost_sharing_word(mc_cost_sharing_sheet *c, const mpq_t number);

#endif
