/* The inside of an environment. */
#ifndef MC_GAME_ENVIRONMENT_H
#define MC_GAME_ENVIRONMENT_H

#include <mechcert/environment.h>

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

#endif
