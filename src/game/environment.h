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

#endif
