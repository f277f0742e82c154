/* The inside of a mechanism. */
#ifndef MC_GAME_MECHANISM_H
#define MC_GAME_MECHANISM_H

#include <mechcert/game.h>

#include "arith/vector.h"
#include "base/file.h"
#include "game/choices.h"
#include "game/environment.h"

/* m(omega|a) = rule[a * outcomes + omega], a lottery for every action profile
   a. secure[i] is the action of agent i that the author calls participation
   secure; NULL if none is named. */
struct mc_mechanism {
    char *title, *notes; /* NULL if absent */
    size_t outcomes;
    char **agent_label, **outcome_label;
    mc_choices actions;
    size_t *secure;
    mc_vector rule;
    char sha256[65];
};

/* mc_mechanism_parse: mc_mechanism_read for a file that is in memory. */
MC_NODISCARD mc_status mc_mechanism_parse(mc_mechanism **mechanism,
                                          mc_message *message,
                                          const mc_file *file);

/* mc_mechanism_draft: a mechanism with the agents and outcomes of an
   environment and so many actions for each agent, without labels of actions;
   all its numbers are 0. NULL: out of memory, or too many profiles.
   mc_mechanism_seal: to be called when a draft is complete: reduces the rule
   and computes the SHA-256 of its file. Errors: MC_LIMIT. */
mc_mechanism *mc_mechanism_draft(const mc_environment *env,
                                 const size_t *actions);
MC_NODISCARD mc_status mc_mechanism_seal(mc_mechanism *mechanism,
                                         mc_message *message);

#endif
