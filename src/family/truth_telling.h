/* Truth-telling under proportional cost sharing, as claims.
   Ref: L30; S0, Proposition 3. */
#ifndef MC_FAMILY_TRUTH_TELLING_H
#define MC_FAMILY_TRUTH_TELLING_H

#include <gmp.h>

#include "family/cost_sharing.h"

/* mc_truth_telling_write_lemma: the identities behind L30, in symbols. */
void mc_truth_telling_write_lemma(mc_sheet *sheet);

/* mc_truth_telling_write_rule: of E = g/g(x_bar), in symbols. */
void mc_truth_telling_write_rule(mc_sheet *sheet);

/* mc_truth_telling_write: for the parameters of c, value > agents. */
void mc_truth_telling_write(mc_cost_sharing_sheet *c);

/* mc_truth_telling_write_variant: the density's exponent is larger by `extra`,
   not 0; truth-telling as a claim that is refuted. */
void mc_truth_telling_write_variant(mc_cost_sharing_sheet *c,
                                    const mpq_t extra);

/* mc_truth_telling_write_interval: for all alpha in [low, high] and every
   number of agents. */
void mc_truth_telling_write_interval(mc_sheet *sheet, const mpq_t low,
                                     const mpq_t high);

#endif
