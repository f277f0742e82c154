/* Information structures for a given environment. */
#ifndef MC_FAMILY_SIGNALS_H
#define MC_FAMILY_SIGNALS_H

#include "family/draft.h"

/* mc_signals_draft: an information structure in which the agents' signals are
   the states, or one signal "nothing", all of it 0; its denominator is that of
   the prior. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_signals_draft(mc_information **draft,
                                        mc_message *message,
                                        const mc_environment *env,
                                        bool informative);

/* mc_signals_prior: mu(theta) times the denominator of the draft. */
void mc_signals_prior(mpz_t value, const mc_information *draft,
                      const mc_environment *env, size_t state);

#endif
