/* The inside of an environment. */
#ifndef MC_GAME_ENVIRONMENT_H
#define MC_GAME_ENVIRONMENT_H

#include <mechcert/environment.h>

#include "base/file.h"

/* Invariants: agents, outcomes, states >= 1; labels non-empty and distinct
   within their list; prior >= 0 with sum exactly 1; every rational canonical.
   Layout: welfare[state * outcomes + outcome],
           payoff[(agent * states + state) * outcomes + outcome]. */
struct mc_environment {
    size_t agents, outcomes, states;
    char *title, *notes; /* NULL if absent */
    char **agent_label, **outcome_label, **state_label;
    mpq_t *prior, *welfare, *payoff;
    char sha256[65];
};

/* mc_environment_parse: mc_environment_read for a file that is in memory. */
MC_NODISCARD mc_status mc_environment_parse(mc_environment **env,
                                            mc_message *message,
                                            const mc_file *file);

/* mc_environment_draft: an environment of that size without labels, title and
   notes; all its numbers are 0. NULL: out of memory, or too large.
   mc_environment_seal: to be called when a draft is complete: computes the
   SHA-256 of its file. Errors: MC_LIMIT. */
mc_environment *mc_environment_draft(size_t agents, size_t outcomes,
                                     size_t states);
MC_NODISCARD mc_status mc_environment_seal(mc_environment *env,
                                           mc_message *message);

/* mc_environment_with_prior: a copy with another prior. Domain: a probability
   distribution, canonical. Errors: MC_LIMIT. */
MC_NODISCARD mc_status mc_environment_with_prior(mc_environment **env,
                                                 mc_message *message,
                                                 const mc_environment *source,
                                                 mpq_t *prior);

#endif
